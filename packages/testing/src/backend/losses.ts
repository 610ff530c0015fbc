import { grad, memory, mul, type Scalar, type Tensor, tensor, tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, type Random } from '@tidegate/core';
import {
  composedSigmoidCrossEntropy,
  composedSoftmaxCrossEntropy,
  composedSquaredError,
  hasKernel,
  type LossOptions,
  reductions,
  SigmoidCrossEntropy,
  SoftmaxCrossEntropy,
  SquaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  squaredError,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor, sizeOf } from '../compare/random-tensors.js';
import { read } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';
import { testCrossEntropyOptions } from './cross-entropy-options.js';

type LossOp = (scores: Tensor, targets: Tensor, options: LossOptions) => Scalar;

const floatTargets = (random: Random, shape: number[]): Tensor => tensor(random.uniform(sizeOf(shape)), shape);
const classTargets =
  (classes: number) =>
  (random: Random, shape: number[]): Tensor =>
    tensor(Int32Array.from(random.integers(sizeOf(shape), classes)), shape, 'int32');

const cases = [
  { kernel: SquaredError, fused: squaredError, composed: composedSquaredError, extra: [], targetsOf: floatTargets },
  {
    kernel: SigmoidCrossEntropy,
    fused: sigmoidCrossEntropy,
    composed: composedSigmoidCrossEntropy,
    extra: [],
    targetsOf: floatTargets,
  },
  ...[2, 5, 131].map((classes) => ({
    kernel: SoftmaxCrossEntropy,
    fused: softmaxCrossEntropy,
    composed: composedSoftmaxCrossEntropy,
    extra: [classes],
    targetsOf: classTargets(classes),
  })),
];

/** The losses in one launch agree with their composed forms, value and gradient, and leak nothing. */
export function testLosses(truth: Truth = {}): void {
  describe.each(cases)('$kernel, scores of $extra for each target', ({ kernel, fused, composed, extra, targetsOf }) => {
    const shapes = [[], [1], [7], [3, 1], [4, 9], [2, 3, 5]];
    const options = shapes.flatMap((shape) =>
      reductions.flatMap((reduction) => [true, false].map((weighted) => ({ shape, reduction, weighted }))),
    );

    it('has a kernel', () => {
      expect(hasKernel(kernel)).toBe(true);
    });

    it.each(options)(
      'agrees with the composed form: shape $shape, $reduction, weighted $weighted',
      async ({ shape, reduction, weighted }) => {
        const random = createRandom(11).split(...shape);
        const inputs = { scores: tensor(random.split('scores').normal(sizeOf([...shape, ...extra]), 0, 3), [...shape, ...extra]) };
        const withForm =
          (form: LossOp) =>
          ([scores]: readonly Tensor[]) => {
            const weights = weighted ? tensor(random.split('weights').uniform(sizeOf(shape)), shape) : undefined;
            return [form(scores as Tensor, targetsOf(random.split('targets'), shape), { weights, reduction })];
          };
        await expectAgreement({ op: withForm(fused), composed: withForm(composed), inputs, random }, truth);
      },
    );

    it('passes on the gradient of what is made of it', async () => {
      const scores = normalTensor(createRandom(5), [1, ...extra] as [number]);
      const targets = targetsOf(createRandom(1), [1]);
      const once = await read(grad((x: Tensor) => fused(x, targets, {}))(scores));
      const thrice = await read(grad((x: Tensor) => mul(fused(x, targets, {}), 3))(scores));
      thrice.forEach((number, i) => {
        expect(number).toBeCloseTo(3 * (once[i] as number), 5);
      });
    });

    it('leaks nothing', () => {
      const scores = zeros([4, ...extra]);
      const targets = targetsOf(createRandom(2), [4]);
      const before = memory();
      const gradient = grad((x: Tensor) => fused(x, targets, {}))(scores);
      const value = fused(scores, targets, {});
      expect(memory().numTensors - before.numTensors).toBe(2);
      gradient.dispose();
      value.dispose();
      expect(memory().numTensors).toBe(before.numTensors);
      expect(memory().numDataBuffers).toBe(before.numDataBuffers);
    });

    it('gives 0 and a gradient of 0 where nothing counts', async () => {
      const scores = tensor(createRandom(3).normal(sizeOf([2, ...extra])), [2, ...extra]);
      const targets = targetsOf(createRandom(4), [2]);
      const weights = tensor1d([0, 0]);
      const slope = await read(grad((x: Tensor) => fused(x, targets, { weights }))(scores));
      expect([...(await read(fused(scores, targets, { weights })))]).toEqual([0]);
      expect(Math.max(...slope.map(Math.abs))).toBe(0);
    });
  });

  testCrossEntropyOptions(truth);

  describe('SoftmaxCrossEntropy', () => {
    it('refuses an id that is no class, unless it has no weight', async () => {
      const logits = tensor2d([
        [1, 2],
        [3, 4],
      ]);
      const ids = tensor1d([0, -1], 'int32');
      expect(() => softmaxCrossEntropy(logits, ids)).toThrow(ArgumentError);
      expect(() => softmaxCrossEntropy(logits, tensor1d([0, 2], 'int32'))).toThrow('classIds[1] must be a class from 0 to 1');
      const weights = tensor1d([1, 0]);
      expect((await read(softmaxCrossEntropy(logits, ids, { weights })))[0]).toBeCloseTo(Math.log(1 + Math.E), 6);
    });

    it.each([softmaxCrossEntropy, composedSoftmaxCrossEntropy])('has nothing to lose with a single class, form %#', async (form) => {
      const ids = tensor1d([0, 0], 'int32');
      const logits = tensor2d([[3], [-5]]);
      const slopes = await read(grad((x: Tensor) => form(x, ids))(logits));
      expect((await read(form(logits, ids)))[0]).toBeCloseTo(0, 6);
      for (const slope of slopes) expect(slope).toBeCloseTo(0, 6);
    });

    it('stays finite at logits of any size', async () => {
      expect([...(await read(softmaxCrossEntropy(tensor2d([[1000, 0, -1000]]), tensor1d([2], 'int32'))))]).toEqual([2000]);
    });
  });
}
