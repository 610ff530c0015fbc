import { expect, test } from 'vitest';
import { runBin } from '../../testing/run-bin.js';
import { eventsOf } from '../../testing/run-in-process.js';

// The test of the README trains with seed 0.
test.each([1, 2, 3, 4, 5])('train adder --seed %i', { timeout: 120_000 }, async (seed) => {
  const [result] = eventsOf(await runBin(['train', 'adder', '--seed', String(seed), '--json', '--quiet']));
  expect(result).toMatchObject({ seed, steps: 2000, exactSums: 1, pairs: 16_384 });
  expect(result?.loss).toBeLessThanOrEqual(0.003);
});
