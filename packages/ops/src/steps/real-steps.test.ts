import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor1D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { realSteps } from './real-steps.js';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('realSteps', () => {
  it('tells the steps of each sequence from its padding, also of a full and of an empty one', () => {
    const lengths = tensor1d([3, 1, 0], 'int32');
    const before = memory().numTensors;
    const steps = realSteps(lengths, 3);
    expect([steps.dtype, steps.shape]).toEqual(['float32', [3, 3]]);
    expect([...steps.dataSync()]).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0]);
    expect(memory().numTensors).toBe(before + 1);
  });

  it('refuses what are no lengths, and sequences without steps', () => {
    expect(() => realSteps(tensor2d([[1]], [1, 1], 'int32') as unknown as Tensor1D, 2)).toThrow(ShapeError);
    expect(() => realSteps(tensor1d([1.5]), 2)).toThrow(ArgumentError);
    expect(() => realSteps(tensor1d([1], 'int32'), 0)).toThrow('realSteps: time must be a whole number of at least 1, but is 0');
  });
});
