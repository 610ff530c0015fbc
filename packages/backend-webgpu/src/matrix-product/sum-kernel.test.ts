import { backend, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { beforeAll, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const values = createRandom(9).normal(6 * 5 * 35);
const columns = Array.from({ length: 35 }, (_, column) =>
  values.reduce((total, value, at) => (at % 35 === column ? total + value : total), 0),
);

/** On the GPU: what the host still has is summed there. */
function onGpu(shape: number[]): Tensor {
  const given = tensor(values, shape);
  webgpu().uploadToGPU(given.dataId);
  return given;
}

it.each([
  { shape: [30, 35], axes: 0, kept: [1, 35] },
  { shape: [6, 5, 35], axes: [0, 1], kept: [1, 1, 35] },
  { shape: [6, 5, 35], axes: [-2, 0], kept: [1, 1, 35] },
])('sums the columns of $shape in one dispatch', async ({ shape, axes, kept }) => {
  const given = onGpu(shape);
  const before = webgpu().dispatches;
  const sums = sum(given, axes);
  expect(webgpu().dispatches - before).toBe(1);
  expect(sums.shape).toEqual([35]);
  expectClose('sums', await sums.data(), columns, 1e-6);
  const keeping = sum(given, axes, true);
  expect(keeping.shape).toEqual(kept);
  expectClose('sums', await keeping.data(), columns, 1e-6);
});

it('sums other axes as stock does', async () => {
  const rows = Array.from({ length: 30 }, (_, row) => values.slice(35 * row, 35 * row + 35).reduce((total, value) => total + value, 0));
  expectClose('rows', await sum(onGpu([30, 35]), 1).data(), rows, 1e-6);
  const whole = rows.reduce((total, value) => total + value, 0);
  expectClose('all', await sum(onGpu([30, 35])).data(), [whole], 1e-5);
  expectClose('vector', await sum(onGpu([1050]), 0).data(), [whole], 1e-5);
  expect([...(await sum(tensor([1, 2, 3, 4], [2, 2], 'int32'), 0).data())]).toEqual([4, 6]);
});
