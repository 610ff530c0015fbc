import { afterEach, expect, it, vi } from 'vitest';
import { openMpi } from '../open-mpi.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.doUnmock('koffi');
});

const asRank = (library?: string): void => {
  vi.stubEnv('OMPI_COMM_WORLD_RANK', '0');
  vi.stubEnv('OMPI_COMM_WORLD_SIZE', '1');
  vi.stubEnv('TIDEGATE_MPI_LIBRARY', library);
};

it('says how to start ranks where no launcher has', async () => {
  for (const name of ['OMPI_COMM_WORLD_RANK', 'PMI_RANK', 'SLURM_PROCID']) vi.stubEnv(name, undefined);
  await expect(openMpi()).rejects.toMatchObject({
    name: 'MpiError',
    message: expect.stringContaining('was not started as a rank of MPI; start it with mpirun, such as: mpirun -n 2 node program.mjs'),
  });
});

it('says what to correct where there is no library at a path', async () => {
  asRank('/no/such/libmpi.so');
  await expect(openMpi()).rejects.toMatchObject({
    name: 'MpiError',
    message: expect.stringMatching(
      /^openMpi: there is no MPI library for ranks that Open MPI has started \(.*\); correct TIDEGATE_MPI_LIBRARY/,
    ),
  });
});

it.skipIf(process.platform !== 'linux')('refuses a library that is not of MPI', async () => {
  asRank('libc.so.6');
  await expect(openMpi()).rejects.toThrow('openMpi: libc.so.6 is no MPI library; set TIDEGATE_MPI_LIBRARY to the path of the libmpi.so of');
});

it('says what to install where koffi is missing', async () => {
  asRank();
  vi.doMock('koffi', () => {
    throw new Error('Cannot find package');
  });
  await expect(openMpi()).rejects.toThrow(
    'openMpi: the package koffi, which calls the MPI library, is missing or cannot run here; run: npm',
  );
});

it.each([0, -5, Number.NaN])('refuses a time-out of %d', async (timeout) => {
  await expect(openMpi({ timeout })).rejects.toThrow(`openMpi: timeout must be a finite number of at least 1, but is ${timeout}`);
});
