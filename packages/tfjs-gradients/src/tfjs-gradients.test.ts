import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getGradient, grad, matMul, ones, setBackend, sigmoid, sum, type Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

const core = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core'));

it('registers a gradient for each kernel that tfjs-core defines one for', () => {
  const defined = readdirSync(join(core, 'gradients')).flatMap((file) => /^(\w+)_grad\.js$/.exec(file)?.[1] ?? []);
  const missing = defined.filter((name) => !getGradient(name));
  expect(defined.length).toBeGreaterThan(90);
  expect(missing).toEqual([]);
});

it('differentiates on the one engine that the program uses', async () => {
  await setBackend('cpu');
  const slope = grad((x: Tensor) => sum(sigmoid(matMul(x, ones([2, 3])))))(ones([1, 2]));
  const s = 1 / (1 + Math.exp(-2));
  slope.dataSync().forEach((value) => {
    expect(value).toBeCloseTo(3 * s * (1 - s), 6);
  });
});
