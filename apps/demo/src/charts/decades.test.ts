import { expect, it } from 'vitest';
import { decadesOf } from './decades.js';

it('are the powers of ten around the values', () => {
  expect(decadesOf([0.25, 0.003])).toEqual([0.001, 0.01, 0.1, 1]);
  expect(decadesOf([10, 1_000])).toEqual([10, 100, 1_000]);
});

it('are two at least, and pass over what has no place', () => {
  expect(decadesOf([0.1])).toEqual([0.1, 1]);
  expect(decadesOf([0, 5])).toEqual([1, 10]);
  expect(decadesOf([0])).toEqual([0.1, 1]);
});
