import '@tensorflow/tfjs-backend-cpu';
import { memory, scalar, setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ByParameter } from '../optimizers/optimizer.js';
import { clipByGlobalNorm } from './clip-by-global-norm.js';
import { clipByNorm } from './clip-by-norm.js';
import { clipByValue } from './clip-by-value.js';
import { globalNorm } from './global-norm.js';

const values = (gradients: ByParameter): Record<string, number[]> =>
  Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, [...gradient.dataSync()]]));
const make = (): ByParameter => ({
  kernel: tensor2d([
    [2, -4],
    [5, 0],
  ]),
  bias: tensor1d([6]),
  scale: scalar(0),
});

beforeAll(async () => {
  await setBackend('cpu');
});

describe('clipping', () => {
  it('globalNorm is the length of all gradients as one vector', () => {
    expect(globalNorm(make()).dataSync()[0]).toBe(9);
    expect(globalNorm({}).dataSync()[0]).toBe(0);
  });

  it('clipByValue cuts each element', () => {
    expect(values(clipByValue(3)(make()))).toEqual({ kernel: [2, -3, 3, 0], bias: [3], scale: [0] });
  });

  it('clipByGlobalNorm scales all by one factor', () => {
    expect(values(clipByGlobalNorm(4.5)(make()))).toEqual({ kernel: [1, -2, 2.5, 0], bias: [3], scale: [0] });
  });

  it('clipByGlobalNorm leaves small gradients as they are', () => {
    expect(values(clipByGlobalNorm(10)(make()))).toEqual(values(make()));
    expect(values(clipByGlobalNorm(1)({ zero: tensor1d([0, 0]) }))).toEqual({ zero: [0, 0] });
  });

  it('clipByNorm scales each by a factor of its own', () => {
    const gradients = { kernel: tensor2d([[3], [-4]]), bias: tensor1d([2]), scale: scalar(0) };
    expect(values(clipByNorm(2.5)(gradients))).toEqual({ kernel: [1.5, -2], bias: [2], scale: [0] });
    expect(values(clipByNorm(5)(gradients))).toEqual({ kernel: [3, -4], bias: [2], scale: [0] });
  });

  it.each([clipByValue(3), clipByNorm(2), clipByGlobalNorm(4.5)])('is pure and leaks nothing, %#', (clip) => {
    const gradients = make();
    const before = memory().numTensors;
    const clipped = clip(gradients);
    expect(memory().numTensors - before).toBe(Object.keys(clipped).length);
    expect(values(gradients)).toEqual(values(make()));
    for (const [name, gradient] of Object.entries(clipped)) expect(gradient.shape).toEqual(gradients[name]?.shape);
  });

  it('refuses a limit that is no length', () => {
    expect(() => clipByValue(0)).toThrow('clipByValue: limit must be a number above 0, but is 0');
    expect(() => clipByNorm(0)).toThrow('clipByNorm: limit must be a finite number above 0, but is 0');
    expect(() => clipByGlobalNorm(Number.NaN)).toThrow('clipByGlobalNorm: limit must be a finite number above 0, but is NaN');
  });
});
