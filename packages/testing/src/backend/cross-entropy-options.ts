import { grad, type Scalar, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '@tidegate/core';
import {
  type CrossEntropyOptions,
  composedSigmoidCrossEntropy,
  composedSoftmaxCrossEntropy,
  reductions,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { normalTensor, sizeOf } from '../compare/random-tensors.js';
import { read, take } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';

type CrossEntropy = (logits: Tensor, targets: Tensor, options: CrossEntropyOptions) => Scalar;
interface Case {
  readonly name: string;
  readonly fused: CrossEntropy;
  readonly composed: CrossEntropy;
  /** The shape of the targets of logits `[...outer, classes]`. */
  readonly targetShape: (outer: readonly number[], classes: number) => number[];
  readonly targetsOf: (random: Random, shape: number[], classes: number) => Tensor;
  readonly fewestClasses: number;
}

const cases: readonly Case[] = [
  {
    name: 'softmaxCrossEntropy',
    fused: softmaxCrossEntropy,
    composed: composedSoftmaxCrossEntropy,
    targetShape: (outer) => [...outer],
    targetsOf: (random, shape, classes) => tensor(Int32Array.from(random.integers(sizeOf(shape), classes)), shape, 'int32'),
    // With one class all is zero but for rounding, which two forms do not share.
    fewestClasses: 2,
  },
  {
    name: 'sigmoidCrossEntropy',
    fused: sigmoidCrossEntropy,
    composed: composedSigmoidCrossEntropy,
    targetShape: (outer, classes) => [...outer, classes],
    targetsOf: (random, shape) => tensor(random.uniform(sizeOf(shape)), shape),
    fewestClasses: 1,
  },
];
/** Every remainder of a vector of four, one class, and work enough for several threads. */
const logitShapes = [[1], [7], [3, 1], [5, 2], [4, 9], [2, 3, 6], [70, 1031]];

/** Smoothed labels and weights of the classes, alone and together with weights of the elements. */
export function testCrossEntropyOptions(truth: Truth = {}): void {
  describe.each(cases)('$name with options', ({ fused, composed, targetShape, targetsOf, fewestClasses }) => {
    const given = logitShapes
      .filter((logits) => (logits.at(-1) as number) >= fewestClasses)
      .flatMap((logits) => reductions.flatMap((reduction) => [true, false].map((weighted) => ({ logits, reduction, weighted }))));

    it.each(given)(
      'agrees with the composed form: logits $logits, $reduction, weighted $weighted',
      async ({ logits: logitShape, reduction, weighted }) => {
        const random = createRandom(12).split(...logitShape);
        const classes = logitShape.at(-1) as number;
        const shape = targetShape(logitShape.slice(0, -1), classes);
        const inputs = { logits: tensor(random.split('logits').normal(sizeOf(logitShape), 0, 3), logitShape) };
        const forms = [{ labelSmoothing: 0.1 }, { classWeighted: true }, { labelSmoothing: 0.3, classWeighted: true }].map(
          ({ labelSmoothing, classWeighted }) =>
            (form: CrossEntropy, [scores]: readonly Tensor[]) =>
              form(scores as Tensor, targetsOf(random.split('targets'), shape, classes), {
                reduction,
                labelSmoothing,
                weights: weighted ? tensor(random.split('weights').uniform(sizeOf(shape)), shape) : undefined,
                classWeights: classWeighted ? tensor1d(random.split('classWeights').uniform(classes)) : undefined,
              }),
        );
        const withForm = (form: CrossEntropy) => (scores: readonly Tensor[]) => forms.map((run) => run(form, scores));
        await expectAgreement({ op: withForm(fused), composed: withForm(composed), inputs, random }, truth);
      },
    );

    const logits = (): Tensor => normalTensor(createRandom(13), [4, 3]);
    const targets = (): Tensor => targetsOf(createRandom(14), targetShape([4], 3), 3);
    const lossAndGradient = (form: CrossEntropy, options: CrossEntropyOptions): Promise<Float32Array[]> =>
      take([form(logits(), targets(), options), grad((x: Tensor) => form(x, targets(), options))(logits())]);

    it('gives the bits of the plain loss where nothing is smoothed', async () => {
      const plain = await lossAndGradient(fused, {});
      expect(await lossAndGradient(fused, { labelSmoothing: 0 })).toEqual(plain);
      expect(await lossAndGradient(fused, { labelSmoothing: 0.1 })).not.toEqual(plain);
    });

    it('is 0, with a gradient of 0, where no class counts, whether smoothed or not', async () => {
      for (const form of [fused, composed]) {
        for (const labelSmoothing of [0, 0.1]) {
          const found = await lossAndGradient(form, { classWeights: tensor1d([0, 0, 0]), labelSmoothing });
          for (const numbers of found) expect(Math.max(...numbers.map(Math.abs))).toBe(0);
        }
      }
    });

    it('leaves nothing behind', () => {
      const x = logits();
      const t = targets();
      const options = { labelSmoothing: 0.1, classWeights: tensor1d([1, 2, 3]) };
      expectNoLeak(() => [fused(x, t, options)]);
      expectNoLeak(() => [grad((scores: Tensor) => fused(scores, t, options))(x)]);
    });
  });

  describe('softmaxCrossEntropy with options', () => {
    it('is not moved by an id that is no class where the weight is 0', async () => {
      const classWeights = tensor1d([0.5, 2]);
      const logits = normalTensor(createRandom(15), [2, 2]);
      const options = { weights: tensor1d([1, 0]), classWeights, labelSmoothing: 0.2 };
      const loss = (ids: number[]): Promise<Float32Array> => read(softmaxCrossEntropy(logits, tensor1d(ids, 'int32'), options));
      const expected = await loss([0, 1]);
      expect(expected[0]).toBeGreaterThan(0);
      expect(await loss([0, -1])).toEqual(expected);
      expect(await loss([0, 2_000_000_000])).toEqual(expected);
    });

    it.each([softmaxCrossEntropy, composedSoftmaxCrossEntropy])('has nothing to lose with a single class, form %#', async (form) => {
      const options = { labelSmoothing: 0.2, classWeights: tensor1d([3]) };
      const loss = (x: Tensor): Scalar => form(x, tensor1d([0, 0], 'int32'), options);
      const logits = tensor([3, -5], [2, 1]);
      const found = await take([loss(logits), grad(loss)(logits)]);
      for (const number of found.flatMap((numbers) => [...numbers])) expect(number).toBeCloseTo(0, 6);
    });

    it('leaves a row out of mean and gradient whose classes count nothing', async () => {
      const logits = normalTensor<never>(createRandom(16), [2, 3] as never);
      const ids = tensor1d([1, 2], 'int32');
      const slope = await read(grad((x: Tensor) => softmaxCrossEntropy(x, ids, { classWeights: tensor1d([1, 1, 0]) }))(logits));
      expect([...slope.slice(3)].map(Math.abs)).toEqual([0, 0, 0]);
      expect(slope[1]).toBeLessThan(0);
    });
  });
}
