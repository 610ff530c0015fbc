import '@tensorflow/tfjs-backend-cpu';
import { memory, scalar, setBackend, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { clipByGlobalNorm } from '../clipping/clip-by-global-norm.js';
import { addL2 } from './add-l2.js';
import { l2Penalty } from './l2-penalty.js';

beforeAll(async () => {
  await setBackend('cpu');
});

const parameters = [
  tensor2d([
    [1, 2],
    [3, 4],
  ]),
  scalar(5),
];
const gradients = [
  tensor2d([
    [0, 0],
    [1, 0],
  ]),
  scalar(0),
];
const numbers = (tensors: readonly Tensor[]): number[][] => tensors.map((tensor) => [...tensor.dataSync()]);

describe('l2Penalty and addL2', () => {
  it('are half of the squares and the weights themselves', () => {
    expect(l2Penalty(parameters, { coefficients: [0.5, 2] }).dataSync()[0]).toBe(32.5);
    expect(numbers(addL2({ parameters, gradients }, { l2: [0.5, 0] }))).toEqual([[0.5, 1, 2.5, 2], [0]]);
  });

  it('spare rows without a gradient if asked to', () => {
    expect(numbers(addL2({ parameters, gradients }, { l2: [0.5, 2], touchedRowsOnly: [true, false] }))).toEqual([[0, 0, 2.5, 2], [10]]);
  });

  it('are 0 and nothing for no parameters', () => {
    expect(l2Penalty([], { coefficients: [] }).dataSync()[0]).toBe(0);
    expect(addL2({ parameters: [], gradients: [] }, { l2: [] })).toEqual([]);
    expect(clipByGlobalNorm([], { limit: 1 })).toEqual([]);
  });

  it('leave only their results', () => {
    const before = memory().numTensors;
    const results = [l2Penalty(parameters, { coefficients: [1, 1] }), ...addL2({ parameters, gradients }, { l2: [1, 0] })];
    results.push(...clipByGlobalNorm([tensor1d([1])], { limit: 0.5 }));
    expect(memory().numTensors - before).toBe(results.length + 1);
  });

  it('refuse lists that do not match', () => {
    expect(() => l2Penalty(parameters, { coefficients: [1] })).toThrow('l2Penalty: coefficients must be one for each of the 2 parameters');
    expect(() => addL2({ parameters, gradients }, { l2: [1] })).toThrow('addL2: l2 must be a list of one for each of the 2 parameters');
    expect(() => addL2({ parameters, gradients: [] }, { l2: [1, 1] })).toThrow('addL2: gradients');
    expect(() => addL2({ parameters, gradients }, { l2: [1, 1], touchedRowsOnly: [false, true] })).toThrow('touchedRowsOnly[1]');
  });
});

it('tensors of another type are refused, whose bits compiled kernels would misread', () => {
  const integers = [tensor1d([300, 400], 'int32')];
  const floats = [tensor1d([3, 4])];
  const message = 'dtype must be float32 (cast changes it), but is "int32"';
  expect(() => clipByGlobalNorm(integers, { limit: 1 })).toThrow(`clipByGlobalNorm: gradients[0].${message}`);
  expect(() => l2Penalty(integers, { coefficients: [1] })).toThrow(`l2Penalty: parameters[0].${message}`);
  expect(() => addL2({ parameters: floats, gradients: integers }, { l2: [1] })).toThrow(`addL2: gradients[0].${message}`);
});
