import { engine, mean, removeBackend, softmax, sum, type Tensor, tensor, unsortedSegmentSum } from '@tensorflow/tfjs-core';
import { createRandom, useBackend } from '@tidegate/core';
import {
  adamUpdate,
  clipByGlobalNorm,
  dropout,
  EmbeddingGradient,
  l2Penalty,
  SigmoidCrossEntropy,
  SoftmaxCrossEntropy,
  SquaredError,
} from '@tidegate/ops';
import { afterEach, it } from 'vitest';
import { createWasmBackend } from '../adapter.js';
import { expectSameBits } from '../testing/expect-same-bits.js';

afterEach(() => removeBackend('wasm'));

const shape = [701, 131];
const size = 701 * 131;
const floats = (name: string): Tensor => tensor(createRandom(51).split(name).uniform(size), shape);
const integers = (count: number, bound: number): Tensor =>
  tensor(Int32Array.from(createRandom(52).integers(count, bound)), [count], 'int32');
const run = (name: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown>): Tensor[] =>
  [engine().runKernel(name, inputs, attributes as never)].flat() as Tensor[];

/** Everything that threads share by chunks, and that adds up. */
const work: Record<string, () => Tensor[]> = {
  SquaredError: () => run(SquaredError, { predictions: floats('a'), targets: floats('b') }, { reduction: 'mean' }),
  SigmoidCrossEntropy: () => run(SigmoidCrossEntropy, { logits: floats('a'), targets: floats('b') }, { reduction: 'mean' }),
  SoftmaxCrossEntropy: () => run(SoftmaxCrossEntropy, { logits: floats('a'), classIds: integers(701, 131) }, { reduction: 'sum' }),
  EmbeddingGradient: () => run(EmbeddingGradient, { outputGradient: floats('a'), ids: integers(701, 50) }, { rows: 100 }),
  'EmbeddingGradient, touched rows': () => run(EmbeddingGradient, { outputGradient: floats('a'), ids: integers(701, 50) }, { rows: 5000 }),
  segments: () => [unsortedSegmentSum(floats('a'), integers(701, 50) as never, 60)],
  clipping: () => clipByGlobalNorm([floats('a'), floats('b')], { limit: 0.1 }),
  'L2 penalty': () => [l2Penalty([floats('a'), floats('b')], { coefficients: [0.1, 0.3] })],
  dropout: () => [dropout(floats('a'), 0.4, createRandom(53))],
  'sums and means': () => [sum(floats('a')), sum(floats('a'), 0), mean(floats('a'), 1)],
  softmax: () => [softmax(floats('a'))],
  Adam: () => {
    const tensors = {
      parameters: [floats('a')],
      gradients: [floats('b')],
      firstMoments: [floats('c')],
      secondMoments: [floats('d')],
    };
    const attributes = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, step: 2, l2: [0.1] };
    return Object.values(adamUpdate(tensors, attributes)).flat();
  },
};

it.each(Object.entries(work))('%s gives the same bits with any number of threads', async (_, compute) => {
  let expected: ArrayLike<number>[] | undefined;
  for (const threads of [1, 2, 3]) {
    await useBackend([createWasmBackend({ threads })]);
    const found = compute().map((result) => result.dataSync());
    expected ??= found;
    for (const [index, values] of expected.entries()) expectSameBits(found[index] ?? [], values);
    if (threads < 3) removeBackend('wasm');
  }
});
