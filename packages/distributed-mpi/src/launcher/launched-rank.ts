/** Which launcher has started this process; it decides which MPI library fits. */
export type LauncherKind = 'Open MPI' | 'Hydra' | 'Slurm';

/** The place of this process among those that a launcher has started together. */
export interface LaunchedRank {
  readonly launcher: LauncherKind;
  /** From 0 to `size - 1`. */
  readonly rank: number;
  readonly size: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Slurm comes last, since `mpirun` in a job of Slurm starts ranks of its own. SLURM_NTASKS would not do: a job's script has that too, and is no
 * rank.
 */
const variables: readonly (readonly [launcher: LauncherKind, rank: string, size: string])[] = [
  ['Open MPI', 'OMPI_COMM_WORLD_RANK', 'OMPI_COMM_WORLD_SIZE'],
  ['Hydra', 'PMI_RANK', 'PMI_SIZE'],
  ['Slurm', 'SLURM_PROCID', 'SLURM_STEP_NUM_TASKS'],
];

/**
 * The rank of this process and how many there are, as the launcher's environment says, without a call of MPI: to keep silent on other ranks
 * than 0 before `openMpi`.
 *
 * @returns undefined in a process that no launcher has started, such as the script of a job of Slurm that `srun` does not stand before
 */
export function launchedRank(environment: Environment = process.env): LaunchedRank | undefined {
  for (const [launcher, rankName, sizeName] of variables) {
    const [rank, size] = [wholeNumber(environment[rankName]), wholeNumber(environment[sizeName])];
    if (rank === undefined || size === undefined || rank >= size) continue;
    return { launcher: launcher === 'Hydra' && isOfSlurm(environment) ? 'Slurm' : launcher, rank, size };
  }
  return undefined;
}

/** `srun --mpi=pmi2` speaks as Hydra does, which alone counts the ranks of each host in this way. */
function isOfSlurm({ SLURM_STEP_NUM_TASKS, MPI_LOCALRANKID }: Environment): boolean {
  return SLURM_STEP_NUM_TASKS !== undefined && MPI_LOCALRANKID === undefined;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
