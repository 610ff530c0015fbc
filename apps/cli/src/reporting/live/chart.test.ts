import { expect, test } from 'vitest';
import { lineChart, scaleOf, sparkline } from './chart.js';

test('a small curve goes from its least value to its greatest', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([-1, 1])).toBe('▁█');
  expect(sparkline([2, 2])).toBe('▅▅');
});

test('what spans much is logarithmic', () => {
  expect(scaleOf([1, 19]).isLogarithmic).toBe(false);
  expect(scaleOf([1, 20]).isLogarithmic).toBe(true);
  expect(scaleOf([0, 20]).isLogarithmic).toBe(false);
  expect(sparkline([1, 10, 100, 1000, 10_000])).toBe('▁▃▅▆█');
});

test('two values stand in a character, four heights in a line', () => {
  expect(lineChart([0, 1, 2, 3, 3, 3], 1)).toEqual(['⡠⠊⠉']);
  expect(lineChart([0, 7], 2)).toEqual(['⢸', '⡸']);
  expect(lineChart([7, 0, 0], 2)).toEqual(['⢱⠀', '⢸⡀']);
  expect(lineChart([5, 5], 3)).toEqual(['⠀', '⠒', '⠀']);
});
