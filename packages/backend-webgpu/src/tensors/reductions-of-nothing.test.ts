import { grad, mean, prod, sum, type Tensor, tensor, tensor2d } from '@tensorflow/tfjs-core';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

const read = async (given: Tensor): Promise<number[]> => [...(await given.data())];

describe.each([
  { name: 'sum', reduce: sum, ofNothing: 0, ofRows: [6, 15] },
  { name: 'mean', reduce: mean, ofNothing: 0, ofRows: [2, 5] },
  { name: 'product', reduce: prod, ofNothing: 1, ofRows: [6, 120] },
])('the $name', ({ reduce, ofNothing, ofRows }) => {
  it('of nothing is what it begins with, along each axis', async () => {
    expect(await read(reduce(tensor([], [0])))).toEqual([ofNothing]);
    const rows = reduce(tensor([], [2, 0, 3]), 1);
    expect(rows.shape).toEqual([2, 3]);
    expect(await read(rows)).toEqual(new Array(6).fill(ofNothing));
    const kept = reduce(tensor([], [2, 0]), 1, true);
    expect(kept.shape).toEqual([2, 1]);
    expect(await read(kept)).toEqual([ofNothing, ofNothing]);
    expect(reduce(tensor([], [0, 0]), 1).shape).toEqual([0]);
  });

  it('of something is what it was', async () => {
    const given = tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await read(reduce(given, 1))).toEqual(ofRows);
    expect(reduce(tensor([], [0, 3]), 1).shape).toEqual([0]);
  });
});

it('sums and means of nothing have a gradient, without elements', () => {
  for (const reduce of [sum, mean]) expect(grad((x: Tensor) => reduce(x))(tensor([], [0, 3])).shape).toEqual([0, 3]);
});

it('integers stay integers', async () => {
  const total = sum(tensor([], [0, 2], 'int32'), 0);
  expect(total.dtype).toBe('int32');
  expect(await read(total)).toEqual([0, 0]);
});
