import {
  add,
  addN,
  concat,
  grad,
  logSoftmax,
  matMul,
  mul,
  neg,
  oneHot,
  reshape,
  type Scalar,
  slice,
  softplus,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '@tidegate/core';
import {
  embedding,
  noiseContrastiveEstimation,
  type SampledClasses,
  type SampledLossInputs,
  type SampledLossOptions,
  sampledSoftmaxCrossEntropy,
  sampleLogUniform,
} from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { expectNoLeak } from '../compare/expect-no-leak.js';
import { expectTrueGradients } from '../compare/expect-true-gradients.js';
import { normalTensor } from '../compare/random-tensors.js';
import { read } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';

type SampledLoss = (inputs: SampledLossInputs, sampled: SampledClasses, options?: SampledLossOptions) => Scalar;
/** The same, given what it must read as plain numbers. */
type PlainLoss = (inputs: PlainInputs, sampled: SampledClasses, options?: SampledLossOptions) => Scalar;
type PlainInputs = Pick<SampledLossInputs, 'features' | 'kernel' | 'bias'> & {
  readonly classIds: Int32Array;
  readonly weights: Float32Array | undefined;
};

/** The scores of the true classes `[n]` and of the sampled ones `[n, count]`, as TensorFlow's documentation says, each looked up apart. */
function plainLogits({ features, kernel, bias, classIds }: PlainInputs, { ids, logExpectedCounts }: SampledClasses): [Tensor, Tensor] {
  const [trueIds, sampledIds] = [tensor1d(classIds, 'int32'), tensor1d(ids, 'int32')];
  const biasOf = (chosen: Tensor1D): Tensor =>
    bias ? reshape(embedding({ table: reshape(bias, [-1, 1]), ids: chosen }), [-1]) : tensor1d(new Float32Array(chosen.size));
  const ofTruth = add(sum(mul(features, embedding({ table: kernel, ids: trueIds })), 1), biasOf(trueIds));
  const ofSampled = add(matMul(features, embedding({ table: kernel, ids: sampledIds }) as Tensor2D, false, true), biasOf(sampledIds));
  return [sub(ofTruth, tensor1d(logExpectedCounts(classIds))), sub(ofSampled, tensor1d(logExpectedCounts(ids)))];
}

/** A weighted sum over the rows, or what that is divided by the weights. */
function reduced(rows: Tensor, { weights, classIds }: PlainInputs, reduction: 'mean' | 'sum'): Scalar {
  const given = Array.from(weights ?? new Float32Array(classIds.length).fill(1));
  const total = given.reduce((all, weight) => all + weight, 0);
  return sum(mul(rows, tensor1d(given.map((weight) => (reduction === 'sum' ? weight : weight / total)))));
}

const plainSampledSoftmax: PlainLoss = (inputs, sampled, { reduction = 'mean' } = {}) => {
  const [ofTruth, ofSampled] = plainLogits(inputs, sampled);
  const n = inputs.classIds.length;
  const places = Array.from(inputs.classIds, (id) => sampled.ids.indexOf(id));
  // TensorFlow.js has no one-hot of a single class.
  const hits = slice(oneHot(tensor1d(places, 'int32'), sampled.ids.length + 1), [0, 0], [n, sampled.ids.length]);
  const scores = concat([reshape(ofTruth, [n, 1]), sub(ofSampled, mul(hits, 1e9))], 1);
  return reduced(neg(reshape(slice(logSoftmax(scores as Tensor2D), [0, 0], [n, 1]), [n])), inputs, reduction);
};

const plainNoiseContrast: PlainLoss = (inputs, sampled, { reduction = 'mean' } = {}) => {
  const [ofTruth, ofSampled] = plainLogits(inputs, sampled);
  return reduced(add(softplus(neg(ofTruth)), sum(softplus(ofSampled), 1)), inputs, reduction);
};

const cases: readonly { readonly name: string; readonly loss: SampledLoss; readonly plain: PlainLoss }[] = [
  { name: 'sampledSoftmaxCrossEntropy', loss: sampledSoftmaxCrossEntropy, plain: plainSampledSoftmax },
  { name: 'noiseContrastiveEstimation', loss: noiseContrastiveEstimation, plain: plainNoiseContrast },
];
const sizes = [
  { n: 1, size: 1, classes: 1, count: 1 },
  { n: 1, size: 3, classes: 5, count: 2 },
  { n: 7, size: 5, classes: 11, count: 11 },
  { n: 12, size: 9, classes: 300, count: 20 },
  { n: 90, size: 33, classes: 4001, count: 401 },
];
const options = [{ weighted: false }, { weighted: true }, { weighted: true, reduction: 'sum' as const }];

/** The losses over sampled classes give what their published form gives in plain ops, value and gradient, and leak nothing. */
export function testSampledLosses(truth: Truth = {}): void {
  describe.each(cases)('$name', ({ loss, plain }) => {
    const tensorsOf = (random: Random, { n, size, classes }: (typeof sizes)[number]) => ({
      features: normalTensor<never>(random.split('features'), [n, size] as never),
      kernel: normalTensor<never>(random.split('kernel'), [classes, size] as never, 1 / Math.sqrt(size)),
      bias: normalTensor<never>(random.split('bias'), [classes] as never),
    });
    const run =
      (form: PlainLoss, random: Random, { n, classes, count }: (typeof sizes)[number], weighted: boolean, more: SampledLossOptions) =>
      ([features, kernel, bias]: readonly Tensor[]): Tensor[] => {
        const classIds = Int32Array.from(random.split('ids').integers(n, classes));
        const weights = weighted ? Float32Array.from(random.split('weights').uniform(n)) : undefined;
        const sampled = sampleLogUniform({ classes, count, random: random.split('samples') });
        const given = { features: features as Tensor2D, kernel: kernel as Tensor2D, classIds, weights };
        // With and without the bias: both give features and kernel their gradients.
        return [addN([form({ ...given, bias: bias as Tensor1D }, sampled, more), form(given, sampled, more)])];
      };
    const fromTensors: PlainLoss = ({ classIds, weights, ...given }, ...others) =>
      loss({ ...given, classIds: tensor1d(classIds, 'int32'), weights: weights && tensor1d(weights) }, ...others);

    it.each(sizes.flatMap((sized) => options.map((more) => ({ ...sized, ...more }))))(
      'agrees with its published form: %o',
      async ({ weighted, reduction, ...sized }: (typeof sizes)[number] & { weighted: boolean; reduction?: 'sum' }) => {
        const random = createRandom(31).split(sized.n, sized.classes);
        const more = { reduction };
        const compared = { op: run(fromTensors, random, sized, weighted, more), composed: run(plain, random, sized, weighted, more) };
        await expectAgreement({ ...compared, inputs: tensorsOf(random, sized), random }, truth);
      },
    );

    it('has the gradients that differences say', async () => {
      const sized = { n: 6, size: 4, classes: 30, count: 8 };
      const random = createRandom(32);
      await expectTrueGradients(run(fromTensors, random, sized, true, {}), tensorsOf(random, sized), random);
    });

    it('gives classes that are neither right nor sampled no gradient, and the others one', async () => {
      const [classes, size] = [3000, 32];
      const sampled = sampleLogUniform({ classes, count: 5, random: createRandom(33) });
      const classIds = tensor1d([2999, 1234], 'int32');
      const features = normalTensor<never>(createRandom(34), [2, size] as never) as Tensor2D;
      const kernel = normalTensor<never>(createRandom(35), [classes, size] as never) as Tensor2D;
      const slope = await read(grad((x: Tensor) => loss({ features, kernel: x as Tensor2D, classIds }, sampled))(kernel));
      const touched = Array.from({ length: classes }, (_, id) => id).filter((id) =>
        slope.slice(id * size, (id + 1) * size).some((number) => number !== 0),
      );
      expect(touched).toEqual([...new Set([...sampled.ids, 2999, 1234])].sort((a, b) => a - b));
    });

    it('leaves nothing behind', () => {
      const sized = { n: 3, size: 4, classes: 10, count: 4 };
      const random = createRandom(36);
      const { features, kernel, bias } = tensorsOf(random, sized);
      const classIds = tensor1d([1, 9, 0], 'int32');
      const sampled = sampleLogUniform({ ...sized, random });
      const of = (rows: Tensor): Scalar => loss({ features, kernel: rows as Tensor2D, bias, classIds }, sampled);
      expectNoLeak(() => [of(kernel)]);
      expectNoLeak(() => [grad(of)(kernel)]);
    });
  });
}
