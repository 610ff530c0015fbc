import { expect, it } from 'vitest';
import { launchedRank } from './launched-rank.js';

it.each([
  ['Open MPI', { OMPI_COMM_WORLD_RANK: '3', OMPI_COMM_WORLD_SIZE: '4' }],
  ['Hydra', { PMI_RANK: '3', PMI_SIZE: '4' }],
  ['Slurm', { SLURM_PROCID: '3', SLURM_STEP_NUM_TASKS: '4', SLURM_NTASKS: '8' }],
] as const)('reads the environment of %s', (launcher, environment) => {
  expect(launchedRank(environment)).toEqual({ launcher, rank: 3, size: 4 });
});

it('takes the ranks of mpirun for those, within a job of Slurm', () => {
  const job = { SLURM_PROCID: '0', SLURM_STEP_NUM_TASKS: '1' };
  expect(launchedRank({ ...job, OMPI_COMM_WORLD_RANK: '1', OMPI_COMM_WORLD_SIZE: '2' })).toEqual({
    launcher: 'Open MPI',
    rank: 1,
    size: 2,
  });
  expect(launchedRank({ ...job, PMI_RANK: '1', PMI_SIZE: '2', MPI_LOCALRANKID: '0' })).toEqual({ launcher: 'Hydra', rank: 1, size: 2 });
});

it('takes the ranks of srun --mpi=pmi2 for those of Slurm, of which any library may be meant', () => {
  const step = { SLURM_PROCID: '1', SLURM_STEP_NUM_TASKS: '2', PMI_RANK: '1', PMI_SIZE: '2' };
  expect(launchedRank(step)).toEqual({ launcher: 'Slurm', rank: 1, size: 2 });
});

it('takes the script of a job of Slurm for no rank', () => {
  expect(launchedRank({ SLURM_JOB_ID: '12', SLURM_PROCID: '0', SLURM_NTASKS: '4', SLURM_NPROCS: '4' })).toBeUndefined();
});

it.each([[{}], [{ PMI_RANK: '0' }], [{ PMI_RANK: '', PMI_SIZE: '2' }], [{ PMI_RANK: '2', PMI_SIZE: '2' }]])(
  'is undefined where no launcher says both rank and size: %j',
  (environment) => {
    expect(launchedRank(environment)).toBeUndefined();
  },
);
