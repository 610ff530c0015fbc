import {
  add,
  dispose,
  matMul,
  memory,
  type NamedTensorMap,
  type Scalar,
  slice,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor1d,
  tensor2d,
  train,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { createRandom, type ForwardContext, type Json, type Model, type TensorTree, zipTrees } from '@tidegate/core';
import { expectClose, expectNoLeak } from '@tidegate/testing';
import { expect } from 'vitest';
import type { TextClassifier } from '../dense-head/text-classifier.js';
import type { TokenBatch } from '../embedding/token-batch.js';

type TokenModel = Model<TokenBatch, Json>;

export const random = createRandom(3);
const context = { training: false, random };

/** Ids below 6, `[2, 5]`. */
export function someIds(): Tensor2D {
  return tensor2d([5, 0, 3, 3, 1, 2, 4, 0, 5, 2], [2, 5], 'int32');
}

export function logitsOf(model: TokenModel, training = false): number[] {
  return [...model.logits({ ids: someIds() }, { training, random }).dataSync()];
}

export function shapesOf(model: TokenModel): Record<string, number[]> {
  return Object.fromEntries(Object.entries(model.parameters).map(([path, { shape }]) => [path, shape]));
}

/**
 * Expects the gradient of each parameter to be what central differences say along a random direction.
 *
 * @param untouched parameters of which the loss is no function; all others must have a gradient other than 0
 */
export function expectTrueParameterGradients(model: TokenModel, untouched: readonly string[] = []): void {
  const lengths = tensor1d([5, 4], 'int32');
  const logits = (): Tensor => model.logits({ ids: someIds(), lengths }, context);
  const loss = (): Scalar => sum(square(logits()));
  const { grads } = variableGrads(loss, Object.values(model.parameters));
  const step = 1e-3;
  for (const [path, parameter] of Object.entries(model.parameters)) {
    const before = parameter.dataSync().slice() as Float32Array;
    const direction = random.split('direction', path).normal(before.length);
    const at = (distance: number): number => {
      parameter.assign(
        tensor(
          before.map((value, index) => value + distance * (direction[index] as number)),
          parameter.shape,
        ),
      );
      // Summed in float64: the difference of two sums is small beside them.
      return [...logits().dataSync()].reduce((total, logit) => total + logit ** 2, 0);
    };
    const slope = (at(step) - at(-step)) / (2 * step);
    at(0);
    const gradient = (grads[parameter.name] as Tensor).dataSync() as Float32Array;
    const predicted = gradient.reduce((total, value, index) => total + value * (direction[index] as number), 0);
    expect(
      gradient.some((value) => value !== 0),
      path,
    ).toBe(!untouched.includes(path));
    // A direction may be nearly level; the gradient's length is how steep directions are.
    const steepness = Math.hypot(...gradient);
    expectClose(`slope along ${path}`, [predicted], [slope], 1e-2, Math.max(0.1, steepness));
  }
}

/** Expects a classifier's features and head to be the two halves of its logits, for values and gradients, also where features are dropped. */
export function expectLogitsOfFeatures(model: TextClassifier): void {
  const batch = { ids: someIds(), lengths: tensor1d([5, 3], 'int32') };
  const { kernel, bias } = model.head;
  const variables = Object.values(model.parameters);
  for (const training of [false, true]) {
    const inContext = { training, random };
    const whole = (): Tensor2D => model.logits(batch, inContext) as Tensor2D;
    const halves = (): Tensor2D => {
      const scores: Tensor2D = matMul(model.features(batch, inContext), kernel);
      return bias ? add<Tensor2D>(scores, bias) : scores;
    };
    expectClose('logits', halves().dataSync(), whole().dataSync(), 1e-6);
    const slopes = [whole, halves].map((scores) => variableGrads(() => sum(square(scores())), variables).grads);
    const [expected, actual] = slopes as [NamedTensorMap, NamedTensorMap];
    for (const [path, { name }] of Object.entries(model.parameters)) {
      expectClose(path, (actual[name] as Tensor).dataSync(), (expected[name] as Tensor).dataSync(), 1e-5);
    }
  }
  // By hand, so that the layout of the kernel is what its name says.
  const [first] = model.features(batch, context).arraySync() as [number[]];
  const weights = kernel.arraySync();
  const starts = bias ? [...bias.dataSync()] : weights[0]?.map(() => 0);
  const scores = starts?.map((start, output) => first.reduce((total, value, i) => total + value * (weights[i]?.[output] as number), start));
  expectClose('scores', slice(model.logits(batch, context), [0, 0], [1, -1]).dataSync(), scores as number[], 1e-5);
  expectNoLeak(() => [model.features(batch, { training: true, random })]);
}

/** The parameters under one path, by the rest of their names. */
export function partOf<Part extends object>({ parameters }: TokenModel, prefix: string): Part {
  const entries = Object.entries(parameters).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(entries.map(([path, value]) => [path.slice(prefix.length), value])) as Part;
}

/** Expects two trees of one structure to hold the same values. */
export function expectSameTrees(actual: TensorTree, expected: TensorTree): void {
  zipTrees(actual, expected, (tensor, other) => {
    expectClose('tree', tensor.dataSync(), other.dataSync(), 1e-6);
    return tensor;
  });
}

/** Expects a sequence to get the same logits alone as beside a longer one, whatever its padding holds. */
export function expectPaddingChangesNothing(model: TokenModel): void {
  const alone = model.logits({ ids: slice(someIds(), [0, 0], [1, 2]) }, context);
  const padded = model.logits({ ids: someIds(), lengths: tensor1d([2, 5], 'int32') }, context);
  // Where there is an answer for each step, those at real steps count.
  const first = slice(
    padded,
    alone.shape.map(() => 0),
    alone.shape,
  );
  expectClose('logits', first.dataSync(), alone.dataSync(), 1e-6);
}

/** Expects a model to leave nothing behind but what it returns, and nothing at all once it is disposed. */
export function expectNothingLeft(make: () => TokenModel): void {
  const before = memory().numTensors;
  const model = make();
  const ids = someIds();
  const lengths = tensor1d([5, 2], 'int32');
  expectNoLeak(() => [model.logits({ ids, lengths }, { training: true, random })]);
  dispose([ids, lengths]);
  model.dispose();
  expect(memory().numTensors).toBe(before);
}

/** The paths of all states whose gradients a watcher is told of. */
export function watchedBy(model: TokenModel): string[] {
  const paths: string[] = [];
  const watching: ForwardContext = { ...context, watchStates: ({ layer, part }) => paths.push(`${layer}/${part}`) };
  dispose(variableGrads(() => sum(square(model.logits({ ids: someIds() }, watching))), Object.values(model.parameters)).grads);
  return paths;
}

/** Trains on one batch, and expects the loss to come below a hundredth of a nat. */
export function expectLearns(model: TokenModel, batch: TokenBatch, loss: (logits: Tensor) => Scalar): void {
  const optimizer = train.adam(0.05);
  const variables = Object.values(model.parameters);
  let last = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 150 && last > 0.01; step++) {
    const value = optimizer.minimize(() => loss(model.logits(batch, context)), true, variables) as Scalar;
    last = value.dataSync()[0] as number;
  }
  expect(last).toBeLessThan(0.01);
}
