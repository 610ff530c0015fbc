import { expect, test } from 'vitest';
import { runBin } from '../../testing/run-bin.js';
import { eventsOf } from '../../testing/run-in-process.js';

// The test of the command trains with seed 0.
test.each([1, 2, 3, 4])('train adder-bptt --seed %i', async (seed) => {
  const start = performance.now();
  const [result] = eventsOf(await runBin(['train', 'adder-bptt', '--seed', String(seed), '--json', '--quiet']));
  expect(result).toMatchObject({ seed, steps: 10_000, exactSums: 1, pairs: 16_384 });
  expect(performance.now() - start).toBeLessThan(10_000);
});
