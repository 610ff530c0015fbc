import { tanh, tensor1d } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { beforeAll, expect, it } from 'vitest';
import { wasmBackend } from './adapter.js';
import { activationCases, worstActivationError } from './testing/worst-activation-error.js';

beforeAll(async () => {
  await useBackend([wasmBackend]);
});

it.each(activationCases)('$name is within 2e-7 of the exact function at four million floats', (activation) => {
  const { error, at } = worstActivationError(activation, 1021);
  expect(error, `at ${at}`).toBeLessThanOrEqual(2e-7);
});

it.each(activationCases)('$name saturates at the infinities, and keeps what is not a number', ({ compute, exact }) => {
  const [most, least, nothing] = compute(tensor1d([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])).dataSync();
  expect(most).toBe(1);
  expect(least).toBeCloseTo(exact(Number.NEGATIVE_INFINITY), 7);
  expect(nothing).toBeNaN();
});

it('tanh keeps small numbers to a few units of their last place', () => {
  const small = [1e-30, -3e-20, 1e-8, -2.5e-5, 1e-3, -0.04];
  const values = tanh(tensor1d(small)).dataSync();
  for (const [index, x] of small.entries()) expect(Math.abs((values[index] as number) / Math.tanh(x) - 1)).toBeLessThan(4e-7);
});
