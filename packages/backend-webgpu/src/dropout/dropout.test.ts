import { grad, mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

describe('dropout', () => {
  it.each([
    { size: 0, rate: 0.5 },
    { size: 5, rate: 0.9 },
    { size: 70_000, rate: 0.3 },
  ])('draws the mask of every backend, forward and back: $size elements at $rate', async ({ size, rate }) => {
    const random = createRandom(11).split(size);
    const values = random.split('values').normal(size);
    const draws = random.split('mask').uniform(size);
    const scale = Math.fround(1 / (1 - rate));
    const expected = values.map((value, i) => ((draws[i] as number) < rate ? 0 : value * scale));
    const inputs = tensor(values);
    expect(await dropout(inputs, rate, random.split('mask')).data()).toEqual(expected);
    const gradient = grad((x: Tensor) => mul(dropout(x, rate, random.split('mask')), 1));
    expect(await gradient(inputs).data()).toEqual(new Float32Array(size).map((_, i) => ((draws[i] as number) < rate ? 0 : scale)));
  });

  it('drops what is not a number', async () => {
    const values = new Float32Array(64).fill(Number.NaN);
    const random = createRandom(3);
    const draws = random.uniform(64);
    const found = await dropout(tensor(values), 0.5, random).data();
    expect([...found].map(Number.isNaN)).toEqual([...draws].map((draw) => draw >= 0.5));
  });
});
