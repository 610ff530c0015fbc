import { cast, engine, memory, type Tensor, type Tensor2D, tensor, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { EmbeddingGradient, embedding } from '@tidegate/ops';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { occurrencesOf } from './occurrences.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

const random = createRandom(8);

/** Ids that the host does not have: cast from floats that lie on the GPU. */
function computed(ids: readonly number[]): Tensor {
  const floats = tensor([...ids], [ids.length], 'float32');
  (engine().backend as unknown as WebgpuTensors).uploadToGPU(floats.dataId);
  return cast(floats, 'int32');
}

const written = (ids: readonly number[]): Tensor => tensor([...ids], [ids.length], 'int32');

describe('ids that the host wrote, and ids that the GPU made', () => {
  it.each([
    { rows: 7, columns: 5, ids: [3, 0, 3, 6, 3] },
    { rows: 300, columns: 70, ids: [299, 7, 299, 0, 7, 7] },
    { rows: 2, columns: 129, ids: Array.from({ length: 200 }, (_, i) => i % 2) },
  ])('sum what arrives in the order of the ids: $rows x $columns', async ({ rows, columns, ids }) => {
    const values = random.split(rows).normal(ids.length * columns);
    const expected = new Float32Array(rows * columns);
    ids.forEach((id, position) => {
      for (let i = 0; i < columns; i++) {
        expected[id * columns + i] = (expected[id * columns + i] as number) + (values[position * columns + i] as number);
      }
    });
    for (const given of [written(ids), computed(ids)]) {
      const outputGradient = tensor(values, [ids.length, columns]);
      const gradient = engine().runKernel(EmbeddingGradient, { ids: given, outputGradient }, { rows }) as Tensor;
      expect(gradient.shape).toEqual([rows, columns]);
      expectClose('gradient', await gradient.data(), expected, 0);
    }
  });

  it('look the same rows up, and nothing where the GPU has made an id without a row', async () => {
    const table = tensor([1, 2, 3, 4, 5, 6], [3, 2]) as Tensor2D;
    expect([...(await embedding({ table, ids: computed([2, 0]) }).data())]).toEqual([5, 6, 1, 2]);
    expect([...(await embedding({ table, ids: computed([-1, 3, 1]) }).data())]).toEqual([0, 0, 0, 0, 3, 4]);
    const given = { ids: computed([-1, 3, 1]), outputGradient: tensor([1, 2, 3], [3, 1]) };
    expect([...(await (engine().runKernel(EmbeddingGradient, given, { rows: 3 }) as Tensor).data())]).toEqual([0, 3, 0]);
  });

  it('leave nothing behind but the gradient', async () => {
    const given = { ids: written([1, 0, 1]), outputGradient: zeros([3, 4]) };
    const step = async (): Promise<void> => {
      const gradient = engine().runKernel(EmbeddingGradient, given, { rows: 3 }) as Tensor;
      await gradient.data();
      gradient.dispose();
    };
    await step();
    const held = engine().backend.numDataIds();
    const before = (memory() as { numBytesInGPU?: number }).numBytesInGPU;
    for (let count = 0; count < 20; count++) await step();
    expect(engine().backend.numDataIds()).toBe(held);
    expect((memory() as { numBytesInGPU?: number }).numBytesInGPU).toBe(before);
  });

  it('make a gradient of zeros where there are none', async () => {
    const given = { ids: tensor1d([], 'int32'), outputGradient: zeros([0, 2]) };
    expect([...(await (engine().runKernel(EmbeddingGradient, given, { rows: 2 }) as Tensor).data())]).toEqual([0, 0, 0, 0]);
  });
});

describe('occurrencesOf', () => {
  it('lists the positions of each row in their order', () => {
    const { rows, starts, positions } = occurrencesOf(Int32Array.of(4, 1, 4, 0, 4), 6);
    expect([[...rows], [...starts], [...positions]]).toEqual([
      [0, 1, 4],
      [0, 1, 2, 5],
      [3, 1, 0, 2, 4],
    ]);
  });
});
