import { assertNumber } from '@tidegate/core';
import { MpiError } from './errors/mpi-error.js';
import { type LaunchedRank, launchedRank } from './launcher/launched-rank.js';
import { bindCalls, type MpiCalls } from './library/calls.js';
import { loadLibrary } from './library/load-library.js';
import { createGroup, type MpiGroup } from './mpi-group.js';

export interface MpiOptions {
  /**
   * Milliseconds that this process waits for the others before it takes those that do not answer for lost; at least 1, default 300,000. In
   * `openMpi` itself MPI waits without an end for ranks that do not come.
   */
  readonly timeout?: number;
}

let opened = false;

/**
 * Joins the processes that one launcher, such as `mpirun`, has started with this one. To be called by all of them, and once in a process:
 * MPI cannot start again. Their launcher waits for a call of `close`, or for the end of one with an exit code other than 0.
 *
 * The library is the one that fits the launcher, or that at the path in the environment variable TIDEGATE_MPI_LIBRARY.
 *
 * @throws ArgumentError for a timeout below 1
 * @throws MpiError in a process that no launcher has started, without the library or with one that does not fit the launcher, or when
 *   called twice
 */
export async function openMpi({ timeout = 300_000 }: MpiOptions = {}): Promise<MpiGroup> {
  assertNumber('openMpi', 'timeout', timeout, { least: 1 });
  const launched = launchedRank();
  if (launched === undefined) {
    throw new MpiError(
      'openMpi: this process was not started as a rank of MPI; start it with mpirun, such as: mpirun -n 2 node program.mjs, or in a job of ' +
        'Slurm with: srun --mpi=pmix',
    );
  }
  if (opened) throw new MpiError('openMpi: was called twice; MPI starts but once in a process, so keep the group until its end');
  const loaded = await loadLibrary(launched.launcher);
  opened = true;
  const calls = bindCalls(loaded);
  calls.start();
  assertTogether(calls, launched, loaded.version);
  return createGroup(calls, loaded.version, timeout);
}

/** A library that knows nothing of the launcher starts each process as the only one. */
function assertTogether(calls: MpiCalls, launched: LaunchedRank, version: string): void {
  const size = calls.size();
  if (size === launched.size) return;
  calls.finish();
  throw new MpiError(
    `openMpi: ${launched.launcher} has started ${launched.size} ranks, but ${version} finds ${size}: it is not the library of that ` +
      'launcher; set TIDEGATE_MPI_LIBRARY to the path of the one that is, or start the ranks with the mpirun of this library',
  );
}
