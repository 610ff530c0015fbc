import { backend, type Tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { addL2, clipByGlobalNorm, l2Penalty } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const vectors = (count: number): Tensor[] =>
  Array.from({ length: count }, (_, index) =>
    tensor1d(
      createRandom(8)
        .split(index)
        .normal(100 + 997 * index),
    ),
  );
const read = (tensors: readonly Tensor[]): Promise<number[][]> =>
  Promise.all(tensors.map(async (one) => [...(await one.data())] as number[]));

function dispatchesOf(run: () => unknown): number {
  const before = webgpu().dispatches;
  run();
  return webgpu().dispatches - before;
}

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

describe('bounds of gradients', () => {
  it.each([
    { count: 9, clip: 2, penalty: 3, adding: 2 },
    { count: 16, clip: 2, penalty: 4, adding: 3 },
  ])('take few dispatches: $count gradients', ({ count, clip, penalty, adding }) => {
    const gradients = vectors(count);
    const parameters = vectors(count);
    const ones = parameters.map(() => 1);
    expect(dispatchesOf(() => clipByGlobalNorm(gradients, { limit: 1 }))).toBe(clip);
    expect(dispatchesOf(() => l2Penalty(parameters, { coefficients: ones }))).toBe(penalty);
    expect(dispatchesOf(() => addL2({ parameters, gradients }, { l2: ones }))).toBe(adding);
  });

  it('clip many gradients to the limit, in the direction that they have', async () => {
    const gradients = vectors(16);
    const given = await read(gradients);
    const norm = Math.hypot(...given.flat());
    const clipped = await read(clipByGlobalNorm(gradients, { limit: 2 }));
    expect(Math.hypot(...clipped.flat())).toBeCloseTo(2, 5);
    clipped.forEach((values, index) => {
      expect(values[7]).toBeCloseTo((2 * (given[index]?.[7] as number)) / norm, 7);
    });
    expect(await read(gradients)).toEqual(given);
  });

  it('clip gradients whose squares no float can hold', async () => {
    const [found] = await read(clipByGlobalNorm([tensor1d([3e22, -4e22])], { limit: 5 }));
    expect(found?.[0]).toBeCloseTo(3, 5);
    expect(found?.[1]).toBeCloseTo(-4, 5);
  });

  it('count nothing that lay in the buffers before', async () => {
    const large = Array.from({ length: 4 }, () => clipByGlobalNorm([tensor1d([1e20]), tensor1d([1e20])], { limit: 1e30 }));
    await read(large.flat());
    for (const one of large.flat()) one.dispose();
    expect(await read(clipByGlobalNorm([tensor1d([0.5]), tensor1d([0.25])], { limit: 1 }))).toEqual([[0.5], [0.25]]);
  });

  it('work at nothing', async () => {
    expect(await read(clipByGlobalNorm([zeros([0, 3])], { limit: 1 }))).toEqual([[]]);
    expect(await read([l2Penalty([zeros([0])], { coefficients: [1] })])).toEqual([[0]]);
    expect(await read(addL2({ parameters: [zeros([0])], gradients: [zeros([0])] }, { l2: [1] }))).toEqual([[]]);
  });
});
