import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import {
  add,
  grad,
  matMul,
  type Scalar,
  setBackend,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { softmaxCrossEntropy } from '../losses/softmax-cross-entropy.js';
import { sampleLogUniform } from '../sampled-classes/sample-log-uniform.js';
import type { SampledClasses } from '../sampled-classes/sampled-classes.js';
import { noiseContrastiveEstimation } from './noise-contrastive-estimation.js';
import type { SampledLossInputs, SampledLossOptions } from './sampled-logits.js';
import { sampledSoftmaxCrossEntropy } from './sampled-softmax-cross-entropy.js';

beforeAll(async () => {
  await setBackend('cpu');
});

const value = (loss: Scalar): number => loss.dataSync()[0] as number;
const softplus = (x: number): number => Math.log1p(Math.exp(x));

/** Four classes with scores that can be followed by hand. */
const inputs = (): SampledLossInputs => ({
  features: tensor2d([
    [1, 2],
    [-1, 1],
  ]),
  kernel: tensor2d([
    [1, 0],
    [0, 1],
    [1, 1],
    [2, -1],
  ]),
  bias: tensor1d([0.1, 0.2, 0.3, 0.4]),
  classIds: tensor1d([1, 3], 'int32'),
});
/** The expected counts of classes 0 to 3. */
const counts = [0.9, 0.7, 0.5, 0.25];
const sampled: SampledClasses = {
  ids: Int32Array.from([3, 0]),
  logExpectedCounts: (ids) => Float32Array.from(ids, (id) => Math.log(counts[id] as number)),
};
/** Row 0, of features (1, 2): its class 1 has 2 + 0.2, sampled 3 has 0 + 0.4 and sampled 0 has 1 + 0.1, each less the logarithm. */
const first = { truth: 2.2 - Math.log(0.7), three: 0.4 - Math.log(0.25), zero: 1.1 - Math.log(0.9) };
/** Row 1, of features (-1, 1): its class 3 has -3 + 0.4 and is sampled too, sampled 0 has -1 + 0.1. */
const second = { truth: -2.6 - Math.log(0.25), three: -2.6 - Math.log(0.25), zero: -0.9 - Math.log(0.9) };

describe('sampledSoftmaxCrossEntropy', () => {
  const firstLoss = Math.log(Math.exp(first.truth) + Math.exp(first.three) + Math.exp(first.zero)) - first.truth;
  // The sampled class 3 is the right one of this row, and left out.
  const secondLoss = Math.log(Math.exp(second.truth) + Math.exp(second.zero)) - second.truth;

  it('is what the arithmetic says', () => {
    expect(value(sampledSoftmaxCrossEntropy(inputs(), sampled, { reduction: 'sum' }))).toBeCloseTo(firstLoss + secondLoss, 5);
    expect(value(sampledSoftmaxCrossEntropy(inputs(), sampled))).toBeCloseTo((firstLoss + secondLoss) / 2, 5);
  });

  it('counts each row by its weight', () => {
    const given = { ...inputs(), weights: tensor1d([3, 1]) };
    expect(value(sampledSoftmaxCrossEntropy(given, sampled))).toBeCloseTo((3 * firstLoss + secondLoss) / 4, 5);
    expect(value(sampledSoftmaxCrossEntropy(given, sampled, { reduction: 'sum' }))).toBeCloseTo(3 * firstLoss + secondLoss, 5);
  });

  it('is that of all classes where all others are sampled and expected once', () => {
    const { features, kernel, bias } = inputs();
    const all: SampledClasses = { ids: Int32Array.from([2, 0, 3, 1]), logExpectedCounts: (ids) => new Float32Array(ids.length) };
    const logits = add(matMul(features, kernel, false, true), bias as Tensor1D);
    const full = softmaxCrossEntropy(logits, inputs().classIds);
    expect(value(sampledSoftmaxCrossEntropy(inputs(), all))).toBeCloseTo(value(full), 5);
  });

  it('has a gradient that comes the nearer to that of all classes, the more are sampled', () => {
    const random = createRandom(3);
    const [classes, size, n] = [40, 4, 6];
    const kernel = tensor2d(random.split('kernel').normal(classes * size), [classes, size]);
    const classIds = tensor1d([0, 5, 17, 2, 39, 8], 'int32');
    const features = tensor2d(random.split('features').normal(n * size), [n, size]);
    const full = grad((x: Tensor) => softmaxCrossEntropy(matMul(x as Tensor2D, kernel, false, true), classIds))(features).dataSync();
    const errorWith = (count: number): number => {
      const draws = 60;
      const mean = new Float64Array(full.length);
      for (let draw = 0; draw < draws; draw++) {
        const drawn = sampleLogUniform({ classes, count, random: random.split('draws', count, draw) });
        const slope = grad((x: Tensor) => sampledSoftmaxCrossEntropy({ features: x as Tensor2D, kernel, classIds }, drawn))(features);
        slope.dataSync().forEach((number, i) => {
          mean[i] = (mean[i] as number) + number / draws;
        });
      }
      return Math.hypot(...mean.map((number, i) => number - (full[i] as number))) / Math.hypot(...full);
    };
    const [few, some, many] = [errorWith(2), errorWith(8), errorWith(35)] as [number, number, number];
    expect(some).toBeLessThan(0.6 * few);
    expect(many).toBeLessThan(0.5 * some);
    expect(many).toBeLessThan(0.05);
  });
});

describe('noiseContrastiveEstimation', () => {
  const firstLoss = softplus(-first.truth) + softplus(first.three) + softplus(first.zero);
  // The sampled class 3 counts as noise, though it is the right one.
  const secondLoss = softplus(-second.truth) + softplus(second.three) + softplus(second.zero);

  it('is what the arithmetic says', () => {
    expect(value(noiseContrastiveEstimation(inputs(), sampled, { reduction: 'sum' }))).toBeCloseTo(firstLoss + secondLoss, 5);
    expect(value(noiseContrastiveEstimation(inputs(), sampled))).toBeCloseTo((firstLoss + secondLoss) / 2, 5);
  });

  it('counts each row by its weight', () => {
    const given = { ...inputs(), weights: tensor1d([3, 1]) };
    expect(value(noiseContrastiveEstimation(given, sampled))).toBeCloseTo((3 * firstLoss + secondLoss) / 4, 5);
    expect(value(noiseContrastiveEstimation(given, sampled, { reduction: 'sum' }))).toBeCloseTo(3 * firstLoss + secondLoss, 5);
  });
});

const losses: Record<string, (given: SampledLossInputs, drawn: SampledClasses, options?: SampledLossOptions) => Scalar> = {
  sampledSoftmaxCrossEntropy,
  noiseContrastiveEstimation,
};

describe.each(Object.entries(losses))('%s', (name, loss) => {
  it('takes no bias as one of zeros', () => {
    const { bias: _, ...plain } = inputs();
    expect(value(loss(plain, sampled))).toBe(value(loss({ ...plain, bias: tensor1d([0, 0, 0, 0]) }, sampled)));
    expect(value(loss(plain, sampled))).not.toBeCloseTo(value(loss(inputs(), sampled)), 3);
  });

  it('is 0, with a gradient of 0, where nothing counts', () => {
    const given = { ...inputs(), weights: tensor1d([0, 0]) };
    expect(value(loss(given, sampled))).toBe(0);
    const slope = grad((x: Tensor) => loss({ ...given, kernel: x as Tensor2D }, sampled))(given.kernel).dataSync();
    expect(Math.max(...slope.map(Math.abs))).toBe(0);
  });

  it('refuses what does not fit', () => {
    expect(() => loss({ ...inputs(), kernel: tensor2d([[1]]) }, sampled)).toThrow(ShapeError);
    expect(() => loss({ ...inputs(), classIds: tensor1d([1], 'int32') }, sampled)).toThrow(`${name}: classIds must have shape [2]`);
    expect(() => loss({ ...inputs(), classIds: tensor1d([1, 0]) }, sampled)).toThrow(`${name}: classIds.dtype must be int32`);
    expect(() => loss({ ...inputs(), weights: tensor1d([1]) }, sampled)).toThrow(ShapeError);
    expect(() => loss({ ...inputs(), bias: tensor1d([1]) }, sampled)).toThrow(ShapeError);
    expect(() => loss({ ...inputs(), classIds: tensor1d([1, 4], 'int32') }, sampled)).toThrow(
      `${name}: classIds[1] must be a row of the kernel, from 0 to 3, but is 4`,
    );
    expect(() => loss(inputs(), { ...sampled, ids: Int32Array.from([-1]) })).toThrow('sampled.ids[0] must be a row of the kernel');
    expect(() => loss(inputs(), { ...sampled, ids: Int32Array.from([2, 2]) })).toThrow('sampled.ids must be drawn without repetition');
    expect(() => loss(inputs(), sampled, { reduction: 'median' as 'mean' })).toThrow(ArgumentError);
  });
});
