import { TidegateError } from '@tidegate/core';
import { ModelDirectoryError } from '@tidegate/model-directory';
import { afterEach, expect, test, vi } from 'vitest';
import { Interruption } from '../errors/interruption.js';
import { UsageError } from '../errors/usage-error.js';
import { savingOnTheWay } from './saving-on-the-way.js';

afterEach(() => void vi.restoreAllMocks());

/** Saves that take so many milliseconds, the first `failures` of them in vain. */
function saving(milliseconds: number, failures = 0) {
  const seen = { now: 0, steps: [] as number[], warnings: [] as string[] };
  vi.spyOn(performance, 'now').mockImplementation(() => seen.now);
  let attempts = 0;
  const subject = savingOnTheWay<{ readonly step: number }>({
    directory: 'out',
    async write({ step }) {
      seen.now += milliseconds;
      if (attempts++ < failures) throw new ModelDirectoryError('cannot be written', { path: 'out/config.json' });
      seen.steps.push(step);
    },
    warn: (line) => void seen.warnings.push(line),
  });
  return { seen, ...subject };
}

test.each([
  [1, [1, 11, 21]],
  [100, [1, 20]],
])('a save of %d ms waits for its share of the time, a better network for nothing', async (milliseconds, steps) => {
  const { seen, saveNowAndThen, save } = saving(milliseconds);
  for (let step = 1; step <= 30; step++) {
    await saveNowAndThen({ step });
    seen.now += 100;
  }
  expect(seen.steps).toEqual(steps);
  for (const step of [31, 32]) await save({ step });
  expect(seen.steps.slice(-2)).toEqual([31, 32]);
});

test('a failure says which network is left, if one is', async () => {
  const { save, explain } = saving(1);
  const lost = new Error('the device was lost');
  expect(explain(lost)).toBe(lost);
  await save({ step: 40 });
  await save({ step: 70 });
  expect(explain(lost)).toEqual(new TidegateError('the device was lost; out holds the network as it was after step 70', { cause: lost }));
  expect((explain(lost) as Error).cause).toBe(lost);
  for (const error of [new UsageError('--bits', 'even', '3'), new Interruption()]) expect(explain(error)).toBe(error);
});

test('what cannot be written is told once, and ends nothing', async () => {
  const { seen, save, explain } = saving(1, 2);
  const lost = new Error('the device was lost');
  await save({ step: 1 });
  await save({ step: 2 });
  expect(seen.warnings).toEqual(['out/config.json: cannot be written; training goes on']);
  expect(explain(lost)).toBe(lost);
  await save({ step: 3 });
  expect(seen).toMatchObject({ steps: [3], warnings: [expect.any(String)] });
});

test('what is wrong with the model itself ends training', async () => {
  const broken = savingOnTheWay({ directory: 'out', write: () => Promise.reject(new Error('the device was lost')), warn: () => undefined });
  await expect(broken.save({ step: 1 })).rejects.toThrow('the device was lost');
});
