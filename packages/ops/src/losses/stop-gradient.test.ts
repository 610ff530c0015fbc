import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { div, grad, mul, setBackend, sum, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { composedSquaredError } from './squared-error.js';
import { stopGradient } from './stop-gradient.js';

beforeAll(async () => {
  await setBackend('cpu');
});

it('keeps values and lets no gradient through', () => {
  const slope = grad((x: Tensor) => sum(mul(x, stopGradient(x))))(tensor1d([2, 3]));
  expect([...slope.dataSync()]).toEqual([2, 3]);
});

it('makes targets constants: a target made of the prediction moves nothing', () => {
  const slope = grad((x: Tensor) => composedSquaredError(x, div(x, 2)))(tensor1d([2]));
  expect([...slope.dataSync()]).toEqual([2]);
});
