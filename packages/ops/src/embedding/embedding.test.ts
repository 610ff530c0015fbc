import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { grad, setBackend, sum, type Tensor, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { ArgumentError, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { noSuchRow } from './contract.js';
import { embedding } from './embedding.js';

beforeAll(async () => {
  await setBackend('cpu');
});

const table = tensor2d([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe('embedding', () => {
  it('looks rows up, for ids of any shape', () => {
    const rows = embedding({
      table,
      ids: tensor2d(
        [
          [2, 0],
          [1, 2],
        ],
        [2, 2],
        'int32',
      ),
    });
    expect(rows.shape).toEqual([2, 2, 2]);
    expect([...rows.dataSync()]).toEqual([5, 6, 1, 2, 3, 4, 5, 6]);
  });

  it('sums the gradients of a row that is named twice', () => {
    const ids = tensor1d([2, 0, 2], 'int32');
    const gradient = grad((x: Tensor) => sum(embedding({ table: x as Tensor2D, ids })))(table);
    expect([...gradient.dataSync()]).toEqual([1, 1, 0, 0, 2, 2]);
  });

  it('refuses ids that are not int32, and a table that is no matrix', () => {
    expect(() => embedding({ table, ids: tensor1d([0, 1]) })).toThrow('embedding: ids.dtype must be int32');
    expect(() => embedding({ table: tensor1d([1]) as Tensor as Tensor2D, ids: tensor1d([0], 'int32') })).toThrow(ShapeError);
  });

  it('names the place of an id without a row', () => {
    expect(noSuchRow(7, 5, [2, 3], 4)).toBeInstanceOf(ArgumentError);
    expect(noSuchRow(7, 5, [2, 3], 4).message).toBe('embedding: ids[1, 2] must be a row of the table, from 0 to 3, but is 7');
    expect(noSuchRow(-1, 2, [4], 4).message).toContain('ids[2]');
  });
});
