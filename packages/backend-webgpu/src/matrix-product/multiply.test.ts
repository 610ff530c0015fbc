import { backend, type Tensor, type TensorInfo, tensor } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { multiply, multiplyWithSums } from './multiply.js';

beforeAll(async () => {
  await useBackend([createWebgpuBackend({ software: true })]);
});

const random = createRandom(5);
const tolerance = 1e-6;

/** A matrix on the host and on the GPU. */
interface Both {
  readonly shape: readonly [number, number];
  readonly values: Float32Array;
  readonly onGpu: Tensor;
}

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const read = ({ dataId }: TensorInfo): Promise<Float32Array> => webgpu().read(dataId) as Promise<Float32Array>;

function normal(name: string, shape: readonly [number, number]): Both {
  const values = random.split(name, ...shape).normal(shape[0] * shape[1]);
  return { shape, values, onGpu: tensor(values, [...shape]) };
}

/** `left right` in double precision, of factors that are functions of their places. */
function productOf(rows: number, inner: number, columns: number, left: Place, right: Place): number[] {
  return Array.from({ length: rows * columns }, (_, place) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += left(Math.floor(place / columns), k) * right(k, place % columns);
    return sum;
  });
}
type Place = (row: number, column: number) => number;

const at =
  ({ values, shape }: Both): Place =>
  (row, column) =>
    values[row * shape[1] + column] as number;
const transposed =
  (place: Place): Place =>
  (row, column) =>
    place(column, row);

describe.each(['processor', 'gpu'] as const)('multiply, as on a %s', (runsOn) => {
  beforeEach(() => {
    webgpu().runsOn = runsOn;
  });

  it.each([
    { rows: 5, inner: 70, columns: 3 },
    { rows: 395, inner: 33, columns: 330 },
    { rows: 770, inner: 17, columns: 665 },
  ])('sums in tiles of every size: $rows x $inner x $columns', async ({ rows, inner, columns }) => {
    const [left, right, bias] = [normal('left', [rows, inner]), normal('right', [inner, columns]), normal('bias', [1, columns])];
    const found = await read(multiply(webgpu(), { left: left.onGpu, right: right.onGpu, bias: bias.onGpu }));
    const expected = productOf(rows, inner, columns, at(left), at(right)).map(
      (sum, place) => sum + (bias.values[place % columns] as number),
    );
    expectClose('product', found, expected, tolerance);
  });

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('takes some columns of its factors, transposed %s, %s', async (transposeLeft, transposeRight) => {
    const [rows, inner, columns] = [19, 23, 21];
    const left = normal('left', transposeLeft ? [inner, 40] : [rows, 40]);
    const right = normal('right', transposeRight ? [columns, 50] : [inner, 50]);
    const leftColumns = { start: 7, count: transposeLeft ? rows : inner };
    const rightColumns = { start: 11, count: transposeRight ? inner : columns };
    const product = { left: left.onGpu, right: right.onGpu, transposeLeft, transposeRight, leftColumns, rightColumns };
    const result = multiply(webgpu(), product);
    expect(result.shape).toEqual([rows, columns]);
    const a: Place = (row, column) => at(left)(row, column + 7);
    const b: Place = (row, column) => at(right)(row, column + 11);
    const expected = productOf(rows, inner, columns, transposeLeft ? transposed(a) : a, transposeRight ? transposed(b) : b);
    expectClose('product', await read(result), expected, tolerance);
  });

  it('keeps what is infinite to its row and column', async () => {
    const [left, right] = [tensor([1, 2, 3, 4], [2, 2]), tensor([1, Number.POSITIVE_INFINITY, 1, 1], [2, 2])];
    expect([...(await read(multiply(webgpu(), { left, right })))]).toEqual([3, Number.POSITIVE_INFINITY, 7, Number.POSITIVE_INFINITY]);
  });

  it('sums nothing to the bias, and makes products without elements', async () => {
    const bias = tensor([1, 2]);
    const nothing = multiply(webgpu(), { left: tensor([], [3, 0]), right: tensor([], [0, 2]), bias });
    expect([...(await read(nothing))]).toEqual([1, 2, 1, 2, 1, 2]);
    expect(multiply(webgpu(), { left: tensor([], [2, 0, 4]), right: normal('right', [4, 3]).onGpu }).shape).toEqual([2, 0, 3]);
  });
});

describe.each(['processor', 'gpu'] as const)('multiplyWithSums, as on a %s', (runsOn) => {
  beforeEach(() => {
    webgpu().runsOn = runsOn;
  });

  it.each([
    { steps: 0, inputs: 3, outputs: 2 },
    { steps: 131, inputs: 0, outputs: 18 },
    { steps: 131, inputs: 18, outputs: 35 },
    { steps: 21, inputs: 395, outputs: 330 },
    { steps: 3, inputs: 770, outputs: 665 },
  ])('makes the gradients of a kernel and its bias in one dispatch: $steps x $inputs x $outputs', async ({ steps, inputs, outputs }) => {
    const [left, right] = [normal('left', [steps, inputs]), normal('right', [steps, outputs])];
    const before = webgpu().dispatches;
    const { product, sums } = multiplyWithSums(webgpu(), { left: left.onGpu, right: right.onGpu });
    expect(webgpu().dispatches - before).toBe(1);
    expect([product.shape, sums.shape]).toEqual([[inputs, outputs], [outputs]]);
    expectClose('product', await read(product), productOf(inputs, steps, outputs, transposed(at(left)), at(right)), tolerance);
    expectClose(
      'sums',
      await read(sums),
      productOf(1, steps, outputs, () => 1, at(right)),
      tolerance,
    );
  });

  it('takes some columns', async () => {
    const [left, right] = [normal('left', [20, 9]), normal('right', [20, 12])];
    const ranges = { leftColumns: { start: 2, count: 5 }, rightColumns: { start: 4, count: 6 } };
    const { product, sums } = multiplyWithSums(webgpu(), { left: left.onGpu, right: right.onGpu, ...ranges });
    const [a, b]: Place[] = [(row, column) => at(left)(column, row + 2), (row, column) => at(right)(row, column + 4)];
    expectClose('product', await read(product), productOf(5, 20, 6, a as Place, b as Place), tolerance);
    expectClose(
      'sums',
      await read(sums),
      productOf(1, 20, 6, () => 1, b as Place),
      tolerance,
    );
  });
});
