import type { LaunchedRank } from '@tidegate/distributed-mpi';
import { UsageError } from '../errors/usage-error.js';
import type { DistributedValues } from '../settings/distributed-settings.js';

/** What `assertLaunched` looks at. */
export interface Launch {
  /** The place of this process among those of its launcher, if it has one. */
  readonly launched: LaunchedRank | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Makes sure that processes that were started together work together, or are meant not to.
 *
 * @throws UsageError in a process that was started by itself but is told to work with others; in one of several that are told nothing, which
 *   would all do the same; or for a time-out without others to wait for
 */
export function assertLaunched({ distributed, rankTimeout }: DistributedValues, { launched, environment }: Launch): void {
  if (distributed === 'mpi') {
    if (launched) return;
    throw new UsageError(
      '--distributed mpi',
      'given to processes that mpirun starts, such as mpirun -n 2 tidegate train ...',
      'given to one that was started by itself',
    );
  }
  if (rankTimeout !== undefined) throw new UsageError('--rank-timeout', 'given together with --distributed mpi', rankTimeout);
  if (distributed === false || !launched || launched.size === 1 || isBatchScript(launched, environment)) return;
  throw new UsageError(
    '--distributed',
    'given where mpirun starts several processes (add --distributed mpi to let them work together, or --no-distributed to let each work by itself)',
    `missing from ${launched.size} that would all do the same`,
  );
}

/** Slurm sets its variables in the script of a job, too, whose commands are one process each. */
function isBatchScript({ launcher }: LaunchedRank, environment: Launch['environment']): boolean {
  return launcher === 'Slurm' && environment.PMIX_RANK === undefined && environment.PMI_RANK === undefined;
}
