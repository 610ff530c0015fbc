import { engine, type Rank, removeBackend, type Tensor, tensor3d, zeros } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { PooledConvolutions } from '@tidegate/ops';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWasmBackend } from '../adapter.js';

const random = createRandom(6);

beforeAll(async () => {
  await useBackend([createWasmBackend({ threads: 1 })]);
});

afterAll(() => removeBackend('wasm'));

test.each([1, 2, 3, 4, 5, 6])('keeps the digits of a plain sum: width %i', (width) => {
  const [steps, channels, filters] = [41, 306, 8];
  const inputs = random.split('inputs').normal(steps * channels);
  const kernel = random.split('kernel', width).normal(width * channels * filters, 0, 0.05);
  const [, activations] = engine().runKernel(PooledConvolutions, {
    inputs: tensor3d(inputs, [1, steps, channels]),
    kernel0: tensor3d(kernel, [width, channels, filters]),
    bias0: zeros<Rank.R1>([filters]),
  }) as unknown as Tensor[];
  const found = (activations as Tensor).dataSync();
  let squares = 0;
  let plainSquares = 0;
  for (let place = 0; place < (steps - width + 1) * filters; place++) {
    const [step, filter] = [Math.floor(place / filters), place % filters];
    let exact = 0;
    let plain = 0;
    for (let at = 0; at < width * channels; at++) {
      const product = (inputs[step * channels + at] as number) * (kernel[at * filters + filter] as number);
      exact += product;
      plain = Math.fround(plain + product);
    }
    if (exact <= 0) continue;
    squares += ((found[place] as number) - exact) ** 2;
    plainSquares += (plain - exact) ** 2;
  }
  expect(Math.sqrt(squares)).toBeLessThan(3 * Math.sqrt(plainSquares));
});
