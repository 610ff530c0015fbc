import { expect, it } from 'vitest';
import { launchedRank } from './launched-rank.js';

it.each([
  ['Open MPI', { OMPI_COMM_WORLD_RANK: '3', OMPI_COMM_WORLD_SIZE: '4' }],
  ['Hydra', { PMI_RANK: '3', PMI_SIZE: '4' }],
  ['Slurm', { SLURM_PROCID: '3', SLURM_NTASKS: '4' }],
] as const)('reads the environment of %s', (launcher, environment) => {
  expect(launchedRank(environment)).toEqual({ launcher, rank: 3, size: 4 });
});

it('takes the ranks of mpirun for those, within a job of Slurm', () => {
  const job = { SLURM_PROCID: '0', SLURM_NTASKS: '1' };
  expect(launchedRank({ ...job, OMPI_COMM_WORLD_RANK: '1', OMPI_COMM_WORLD_SIZE: '2' })).toEqual({
    launcher: 'Open MPI',
    rank: 1,
    size: 2,
  });
});

it.each([[{}], [{ PMI_RANK: '0' }], [{ PMI_RANK: '', PMI_SIZE: '2' }], [{ PMI_RANK: '2', PMI_SIZE: '2' }]])(
  'is undefined where no launcher says both rank and size: %j',
  (environment) => {
    expect(launchedRank(environment)).toBeUndefined();
  },
);
