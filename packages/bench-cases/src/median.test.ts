import { expect, it } from 'vitest';
import { median } from './median.js';

it('median is the middle of the sorted values', () => {
  expect(median([10, 9, 1])).toBe(9);
  expect(median([10, 9, 1, 2])).toBe(5.5);
  expect(median([3])).toBe(3);
});
