import { expect, it } from 'vitest';
import { placesThatFit } from './places-that-fit.js';

it('leaves out names that would touch, and keeps the last one', () => {
  const names = ['512', '256', '128', '64', '32', '16', '8', '4', '2', '1'];
  expect(placesThatFit(names, 600)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(placesThatFit(names, 200)).toEqual([1, 3, 5, 7, 9]);
  expect(placesThatFit(names, 20)).toEqual([9]);
  expect(placesThatFit([], 200)).toEqual([]);
});
