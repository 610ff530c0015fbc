import { expect, test } from 'vitest';
import { createCurve } from './curve.js';

test('nothing has no values', () => {
  expect(createCurve().values(10)).toEqual([]);
});

test('parts are means, and where nothing was added the value before goes on', () => {
  const curve = createCurve();
  for (const [at, value] of [
    [10, 1],
    [10, 3],
    [11, 6],
    [13, 8],
  ] as const)
    curve.add(at, value);
  expect(curve.values(4)).toEqual([2, 6, 6, 8]);
  // Two of the first value's three, and one.
  expect(curve.values(2)).toEqual([10 / 3, 8]);
  expect(curve.values(8)).toEqual([2, 2, 6, 6, 6, 6, 8, 8]);
});

test('what is not finite is left out', () => {
  const curve = createCurve();
  for (const value of [Number.NaN, 1, Number.POSITIVE_INFINITY]) curve.add(0, value);
  expect(curve.values(1)).toEqual([1]);
});

test('a long course keeps its shape', () => {
  const curve = createCurve();
  for (let step = 1; step <= 1_000_000; step += 7) curve.add(step, step);
  const values = curve.values(10);
  for (const [part, value] of values.entries()) expect(Math.abs(value - (100_000 * part + 50_000))).toBeLessThan(2_000);
});
