import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { grad, memory, ones, setBackend, sum } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { composedDropout, dropout } from './dropout.js';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('dropout', () => {
  it('drops at its rate and keeps the mean', () => {
    const values = dropout(ones([100, 100]), 0.3, createRandom(0)).dataSync();
    expect([...new Set(values)].sort()).toEqual([0, Math.fround(1 / 0.7)]);
    expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(0.3, 1);
  });

  it('has the same mask for the same random numbers, and another for others', () => {
    const draw = (seed: number): number[] => [...dropout(ones([50]), 0.5, createRandom(seed)).dataSync()];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('lets the gradient through where the value came through', () => {
    const random = createRandom(3);
    const gradient = grad((x) => sum(dropout(x, 0.5, random)))(ones([20]));
    expect([...gradient.dataSync()]).toEqual([...dropout(ones([20]), 0.5, random).dataSync()]);
  });

  it('refuses rows before the first', () => {
    const random = { ...createRandom(0), firstRow: -1 };
    const message = 'dropout: random.firstRow must be a whole number of at least 0, but is -1';
    expect(() => dropout(ones([3]), 0.5, random)).toThrow(message);
    expect(() => composedDropout(ones([3]), 0.5, random)).toThrow(message);
  });

  it('does nothing at rate 0, and refuses rates that leave nothing', () => {
    const inputs = ones([3]);
    const before = memory().numTensors;
    expect(dropout(inputs, 0, createRandom(0))).toBe(inputs);
    expect(memory().numTensors).toBe(before);
    expect(() => dropout(inputs, 1, createRandom(0))).toThrow('dropout: rate must be a finite number from 0 to below 1, but is 1');
  });
});
