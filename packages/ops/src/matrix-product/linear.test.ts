import '@tensorflow/tfjs-backend-cpu';
import { oneHot, setBackend, type Tensor2D, tensor1d, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { linear } from './linear.js';
import { matrixProduct } from './matrix-product.js';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('linear', () => {
  it('maps the last dimension at each place', () => {
    const inputs = tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
    const result = linear(inputs, tensor2d([1, 10, 100, 2, 20, 200], [2, 3]), tensor1d([0.5, 0, 0]));
    expect(result.shape).toEqual([2, 2, 3]);
    expect([...result.dataSync()]).toEqual([5.5, 50, 500, 11.5, 110, 1100, 17.5, 170, 1700, 23.5, 230, 2300]);
  });

  it('refuses a bias that is not as long as a row', () => {
    for (const bias of [[], [1], [1, 2, 3, 4]]) {
      expect(() => linear(tensor2d([[1]]), tensor2d([[1, 2]]), tensor1d(bias))).toThrow(
        `bias must have shape [2], but has [${bias.length}]`,
      );
    }
  });

  it('names the shapes that do not fit', () => {
    expect(() => linear(tensor2d([[1, 2, 3]]), tensor2d([[1], [2]]))).toThrow('linear: inputs must have shape [1, 2], but has [1, 3]');
    expect(() => matrixProduct({ left: tensor2d([[1, 2]]), right: tensor2d([[1, 2]]) })).toThrow(
      'matrixProduct: right must have shape [2, columns], but has [1, 2]',
    );
  });

  it('refuses whole numbers, and says what to do', () => {
    expect(() => linear(oneHot([1, 0], 2) as Tensor2D, tensor2d([[1], [2]]))).toThrow(
      'matrixProduct: left.dtype must be float32 (cast changes it), but is "int32"',
    );
  });
});
