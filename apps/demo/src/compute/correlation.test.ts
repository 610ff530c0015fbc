import { expect, it } from 'vitest';
import { correlations } from './correlation.js';

it('is that of Pearson, column by column', () => {
  // Deviations of the last column are -2 0 -1 2 1: products with -2 -1 0 1 2 add up to 8, squares to 10 and 10.
  const table = Float32Array.from([1, 9, 0.9, 1, 2, 7, 0.9, 3, 3, 5, 0.9, 2, 4, 3, 0.9, 5, 5, 1, 0.9, 4]);
  const [rising, falling, still, mixed] = correlations(table, 4, Float64Array.of(1, 2, 3, 4, 5));
  expect(rising).toBeCloseTo(1, 12);
  expect(falling).toBeCloseTo(-1, 12);
  expect(still).toBe(0);
  expect(mixed).toBeCloseTo(0.8, 12);
});

it('is 0 where the values never change', () => {
  expect([...correlations(Float32Array.of(0, 1, 1, 0, 0, 1), 2, Float64Array.of(0.7, 0.7, 0.7))]).toEqual([0, 0]);
});
