import { backend, grad, mul, scalar, type Tensor, type Tensor1D, tensor, tensor1d, tensor2d, tile } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { type CrossEntropyOptions, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError } from '@tidegate/ops';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWebgpuBackend } from '../adapter.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const webgpu = (): WebgpuTensors => backend() as unknown as WebgpuTensors;
const start = () => useBackend([createWebgpuBackend({ software: true })]);

async function onCpu<Result>(run: () => Promise<Result>): Promise<Result> {
  await useBackend([cpuBackend]);
  const result = await run();
  await start();
  return result;
}

const normal = (shape: number[], deviation: number): Tensor =>
  tensor(
    createRandom(3).normal(
      shape.reduce((a, b) => a * b, 1),
      0,
      deviation,
    ),
    shape,
  );

beforeAll(start);

describe('losses', () => {
  it('take two dispatches, gradient and divisor included', () => {
    const logits = normal([40, 300], 1);
    const ids = tensor1d(Int32Array.from(createRandom(4).integers(40, 300)), 'int32');
    const weights = tensor1d([...createRandom(5).uniform(40)]);
    const dispatchesOf = (run: () => unknown): number => {
      const before = webgpu().dispatches;
      run();
      return webgpu().dispatches - before;
    };
    expect(dispatchesOf(() => softmaxCrossEntropy(logits, ids, { weights, labelSmoothing: 0.1 }))).toBe(2);
    expect(dispatchesOf(() => sigmoidCrossEntropy(logits, logits, { weights: logits }))).toBe(2);
    expect(dispatchesOf(() => squaredError(logits, logits))).toBe(2);
  });

  it.each([
    { shape: [5000, 2], options: () => ({}) },
    { shape: [3000, 3], options: () => ({ classWeights: tensor1d([1, 0.5, 2]), labelSmoothing: 0.1 }) },
    { shape: [3, 20_000], options: () => ({ weights: tensor1d([1, 0, 0.5]) }) },
    { shape: [1100, 257], options: () => ({ labelSmoothing: 0.2 }) },
  ])('agree with the reference where rows are many or long: $shape', async ({ shape, options }) => {
    const [rows, classes] = shape as [number, number];
    const run = async (): Promise<readonly [ArrayLike<number>, ArrayLike<number>]> => {
      const given: CrossEntropyOptions = options();
      const loss = (x: Tensor) =>
        softmaxCrossEntropy(x, tensor1d(Int32Array.from(createRandom(6).integers(rows, classes)), 'int32'), given);
      const logits = normal(shape, 3);
      return [await loss(logits).data(), await grad(loss)(logits).data()];
    };
    const [loss, slopes] = await onCpu(run);
    const [found, foundSlopes] = await run();
    expectClose('loss', found, loss, 2e-6);
    expectClose('gradient', foundSlopes, slopes, 1e-5, 0);
    const [again, slopesAgain] = await run();
    expectClose('loss, once more', again, found, 0);
    expectClose('gradient, once more', slopesAgain, foundSlopes, 0);
  });

  it('keep the digits of a small loss and of its gradient', async () => {
    const rest = Math.exp(-16);
    const logits = tensor2d([[7, -9]]);
    const loss = (x: Tensor) => softmaxCrossEntropy(x, tensor1d([0], 'int32'));
    const [found] = await loss(logits).data();
    expect((found as number) / Math.log1p(rest)).toBeCloseTo(1, 5);
    const slopes = await grad(loss)(logits).data();
    expect((slopes[0] as number) / (-rest / (1 + rest))).toBeCloseTo(1, 5);
    expect((slopes[1] as number) / (rest / (1 + rest))).toBeCloseTo(1, 5);
    const [sigmoid] = await sigmoidCrossEntropy(scalar(16), scalar(1)).data();
    expect((sigmoid as number) / Math.log1p(rest)).toBeCloseTo(1, 5);
  });

  it('hide no logit that is not a number, wherever it stands', async () => {
    for (const place of [0, 1, 150, 299]) {
      const values = createRandom(7).normal(300);
      values[place] = Number.NaN;
      const [loss] = await softmaxCrossEntropy(tensor2d(values, [1, 300]), tensor1d([5], 'int32')).data();
      expect(loss).toBeNaN();
    }
    expect((await sigmoidCrossEntropy(tensor1d([1, Number.NaN]), tensor1d([0, 1])).data())[0]).toBeNaN();
  });

  it('take ids that were computed on the GPU, where one that is no class adds nothing', async () => {
    const rows = 2000; // Fewer are computed on the host.
    const numbers = Int32Array.from({ length: rows }, (_, row) => [0, -1, 1_000_000][row % 3] as number);
    const ids = mul(tensor1d(numbers, 'int32'), scalar(1, 'int32')) as Tensor1D;
    const logits = tile(tensor2d([[1, 2]]), [rows, 1]);
    const loss = (x: Tensor) => softmaxCrossEntropy(x, ids, { reduction: 'sum' });
    expect(webgpu().hostIntegers(ids)).toBeUndefined();
    expect(((await loss(logits).data())[0] as number) / Math.ceil(rows / 3)).toBeCloseTo(Math.log(1 + Math.E), 4);
    const slopes = await grad(loss)(logits).data();
    expect([...slopes.slice(2, 6)].map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(slopes[6]).toBeCloseTo(-1 / (1 + Math.exp(-1)), 5);
  });

  it('leave it to weights on the GPU whether an id that is no class counts', async () => {
    const weights = tensor1d([1, 0]);
    webgpu().uploadToGPU(weights.dataId);
    const logits = tensor2d([
      [1, 2],
      [Number.NaN, 4],
    ]);
    const loss = softmaxCrossEntropy(logits, tensor1d([0, -1], 'int32'), { weights });
    expect((await loss.data())[0]).toBeCloseTo(Math.log(1 + Math.E), 5);
  });
});
