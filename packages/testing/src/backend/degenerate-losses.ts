import { grad, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tensor, zeros } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import {
  composedSigmoidCrossEntropy,
  composedSoftmaxCrossEntropy,
  composedSquaredError,
  noiseContrastiveEstimation,
  type SampledLossInputs,
  sampledSoftmaxCrossEntropy,
  sampleLogUniform,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  squaredError,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { read } from '../compare/read.js';

type WeightedLoss = (scores: Tensor, rows: number, weights: Tensor1D | undefined) => Scalar;

const sampled = sampleLogUniform({ classes: 3, count: 2, random: createRandom(41) });
const inputsOf = (scores: Tensor, rows: number, weights: Tensor1D | undefined): SampledLossInputs => ({
  features: scores as Tensor2D,
  kernel: tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3]),
  classIds: zeros([rows], 'int32'),
  weights,
});
/** Each takes scores `[rows, 3]`, or `[rows]`. */
const losses: Readonly<Record<string, { readonly width: number[]; readonly loss: WeightedLoss }>> = {
  squaredError: { width: [], loss: (scores, rows, weights) => squaredError(scores, zeros([rows]), { weights }) },
  composedSquaredError: { width: [], loss: (scores, rows, weights) => composedSquaredError(scores, zeros([rows]), { weights }) },
  sigmoidCrossEntropy: { width: [], loss: (scores, rows, weights) => sigmoidCrossEntropy(scores, zeros([rows]), { weights }) },
  composedSigmoidCrossEntropy: {
    width: [],
    loss: (scores, rows, weights) => composedSigmoidCrossEntropy(scores, zeros([rows]), { weights }),
  },
  softmaxCrossEntropy: { width: [3], loss: (scores, rows, weights) => softmaxCrossEntropy(scores, zeros([rows], 'int32'), { weights }) },
  composedSoftmaxCrossEntropy: {
    width: [3],
    loss: (scores, rows, weights) => composedSoftmaxCrossEntropy(scores, zeros([rows], 'int32'), { weights }),
  },
  sampledSoftmaxCrossEntropy: {
    width: [3],
    loss: (scores, rows, weights) => sampledSoftmaxCrossEntropy(inputsOf(scores, rows, weights), sampled),
  },
  noiseContrastiveEstimation: {
    width: [3],
    loss: (scores, rows, weights) => noiseContrastiveEstimation(inputsOf(scores, rows, weights), sampled),
  },
};

/** A mean of nothing is 0, and so is its gradient: nothing counts, weights that cancel, no rows. */
export function testDegenerateLosses(): void {
  describe.each(Object.entries(losses))('%s of nothing', (_, { width, loss }) => {
    it.each([
      { what: 'weights of 0', weights: [0, 0] },
      { what: 'weights that cancel', weights: [1, -1] },
      { what: 'no rows', weights: undefined },
      { what: 'no rows, weighted', weights: [] },
    ])('is 0, with a gradient of 0: $what', async ({ weights }) => {
      const rows = weights?.length ?? 0;
      const scores = tensor(createRandom(42).normal(rows * (width[0] ?? 1)), [rows, ...width]);
      const run = (x: Tensor): Scalar => loss(x, rows, weights && tensor(weights, [rows]));
      expect((await read(run(scores)))[0]).toBeCloseTo(0, 6);
      const slope = grad(run)(scores);
      expect(slope.shape).toEqual([rows, ...width]);
      for (const number of await read(slope)) expect(Math.abs(number)).toBe(0);
    });
  });
}
