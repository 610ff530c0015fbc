import { launchedRank } from '@tidegate/distributed-mpi';
import type { Streams } from '../process/output.js';
import { silentOutput } from '../process/silent-output.js';
import type { DistributedValues } from '../settings/distributed-settings.js';
import { assertLaunched } from './assert-launched.js';
import { onTermination } from './on-termination.js';
import { openProcesses } from './open-processes.js';
import { alone, type Processes } from './processes.js';
import { toldTogether } from './told-together.js';

/** Where a command writes to, and the processes that do it. */
export interface Place {
  readonly processes: Processes;
  /** Those of the command; in any process but the first, what is written to them is lost. */
  readonly streams: Streams;
}

/**
 * Does the work of a command, in all processes that the launcher has started where `--distributed` asks for it. Returns the exit code.
 *
 * Where the work fails, one process says so: in the others this throws a ToldElsewhere. MPI is left open then, so that the launcher ends
 * those that do not know of it yet.
 *
 * @throws UsageError if processes were started together and are not told what to do, or the other way round
 */
export async function withProcesses(values: DistributedValues, streams: Streams, work: (place: Place) => Promise<number>): Promise<number> {
  const launched = launchedRank();
  assertLaunched(values, { launched, environment: process.env });
  if (values.distributed !== 'mpi' || launched === undefined) return work({ processes: alone, streams });
  const processes = await openProcesses(values, launched);
  // Launchers end those that are left when one has died on another host.
  const release = onTermination(processes.hurry);
  try {
    const exitCode = await work({ processes, streams: processes.isFirst ? streams : silent(streams) });
    await processes.close();
    return exitCode;
  } catch (error) {
    throw await toldTogether(error, processes);
  } finally {
    release();
  }
}

function silent({ input }: Streams): Streams {
  return { input, output: silentOutput, errors: silentOutput };
}
