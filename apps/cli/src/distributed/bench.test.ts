import { expect, test } from 'vitest';
import { mpirun, runRanks } from '../testing/mpirun.js';
import { eventsOf } from '../testing/run-in-process.js';

test.skipIf(mpirun.missing)(
  `bench times ranks that train together, and what they exchange${mpirun.reason}`,
  { timeout: 60_000 },
  async () => {
    const run = await runRanks(2, ['bench', '--cases', 'adder', '--steps', '3', '--json', '--distributed', 'mpi', '--threads', '1']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const [small, , large, result] = eventsOf(run) as [Timed, Timed, Timed, Timed];
    expect(large).toMatchObject({ event: 'exchange', processes: 2, bytes: 2 ** 23 });
    expect(large.ms).toBeGreaterThan(small.ms);
    expect(result).toMatchObject({ event: 'result', case: 'adder', processes: 2, threads: 1, launches: expect.any(Number) });
    // Two layers of 20 units have this many weights; what ranks tell one another at each step is some bytes more.
    const weights = 4 * 20 * (2 + 20 + 1) + 4 * 20 * (20 + 20 + 1) + 20;
    expect(result.exchangedBytes).toBeGreaterThanOrEqual(4 * weights);
    expect(result.exchangedBytes).toBeLessThan(4 * weights + 500);
    expect(result.exchangeMs).toBeLessThan(result.ms);
    // A rank learns from 64 sums in a step.
    expect(result.examplesPerSecond).toBeCloseTo((2 * 64 * 1000) / result.ms, 6);
  },
);

type Timed = Readonly<Record<'ms' | 'exchangeMs' | 'exchangedBytes' | 'examplesPerSecond', number>>;
