import type { LaunchedRank, MpiGroup } from '@tidegate/distributed-mpi';
import { count, counted } from '@tidegate/model-directory/wording';
import { type DistributedValues, millisecondsOf } from '../settings/distributed-settings.js';
import { alone, type Processes } from './processes.js';
import { threadsOfRank } from './share-of-cores.js';

/** Processes that have joined one another on MPI. */
export interface JoinedProcesses extends Processes {
  /** Tells the others that this one ends, and why. */
  abandon(reason: string): Promise<void>;
  /** Asks the others at once whether they are there, where this one waits for them. */
  hurry(): void;
  /** Leaves the others; to be called by all, when all has ended well. */
  close(): Promise<void>;
}

/** Joins the processes that a launcher has started; MPI is loaded for that only. */
export async function openProcesses({ rankTimeout }: DistributedValues, launched: LaunchedRank): Promise<JoinedProcesses> {
  const { openMpi } = await import('@tidegate/distributed-mpi');
  const mpi = await openMpi(rankTimeout === undefined ? {} : { timeout: millisecondsOf(rankTimeout) });
  return {
    group: mpi,
    isFirst: mpi.rank === 0,
    description: describeGroup(mpi),
    threads: await threadsOfRank(mpi),
    fields: { processes: mpi.size },
    commandLine: (words) => `${launcherOf(launched)} -n ${mpi.size} ${alone.commandLine(words)} --distributed mpi`,
    abandon: mpi.abandon,
    hurry: mpi.hurry,
    close: mpi.close,
  };
}

/** `2 processes on 2 hosts, Open MPI v4.1.4` */
function describeGroup({ size, hosts, library }: Pick<MpiGroup, 'size' | 'hosts' | 'library'>): string {
  const places = new Set(hosts).size;
  return `${count(size)} ${size === 1 ? 'process' : 'processes'} on ${counted(places, 'host')}, ${library}`;
}

function launcherOf({ launcher }: LaunchedRank): string {
  return launcher === 'Slurm' ? 'srun' : 'mpirun';
}
