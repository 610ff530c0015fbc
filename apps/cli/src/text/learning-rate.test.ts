import { expect, test } from 'vitest';
import { type LearningRateSettings, learningRateOf } from './learning-rate.js';

/** The rates of some steps. */
function rates(settings: LearningRateSettings, ...steps: readonly number[]): number[] {
  const rate = learningRateOf(settings, 100, undefined);
  return steps.map((step) => (typeof rate === 'number' ? rate : rate(step)));
}

test('an exponential rate decays a little in each step, or all at once', () => {
  const settings = { learningRate: 0.01, schedule: 'exponential' } as const;
  const smooth = rates(settings, 0, 500, 1000, 2000);
  for (const [at, rate] of [0.01, 0.01 * Math.sqrt(0.9), 0.009, 0.0081].entries()) expect(smooth[at]).toBeCloseTo(rate, 12);
  const stairs = rates({ ...settings, staircase: true, decayRate: 0.5, decaySteps: 10 }, 0, 9, 10, 19, 20);
  expect(stairs).toEqual([0.01, 0.01, 0.005, 0.005, 0.0025]);
});

test('a constant rate stays, and that of a cosine ends at zero', () => {
  expect(rates({ learningRate: 0.5 }, 0, 7)).toEqual([0.5, 0.5]);
  const [first, last] = rates({ learningRate: 0.5, schedule: 'cosine' }, 0, 100);
  expect(first).toBe(0.5);
  expect(last).toBeCloseTo(0, 12);
});
