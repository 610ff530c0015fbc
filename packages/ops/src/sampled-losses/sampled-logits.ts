import { add, mul, reshape, split, sum, type Tensor1D, type Tensor2D, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError, assertOneOf, assertShape } from '@tidegate/core';
import { embedding } from '../embedding/embedding.js';
import { type Reduction, reductions } from '../losses/loss-options.js';
import { matrixProduct } from '../matrix-product/matrix-product.js';
import { assertDtype } from '../op/assert-dtype.js';
import type { SampledClasses } from '../sampled-classes/sampled-classes.js';

/** The last layer of a classifier, what it is given, and the right answers. */
export interface SampledLossInputs {
  /** What the last layer is given, `[n, size]`, float32. */
  readonly features: Tensor2D;
  /** A row for each class, `[classes, size]`, float32: only the rows of true and sampled classes are read, and get a gradient. */
  readonly kernel: Tensor2D;
  /** `[classes]`, float32; 0 if absent. */
  readonly bias?: Tensor1D | undefined;
  /** The right class of each row of the features, `[n]`, int32, from 0 to `classes - 1` even where the weight is 0. */
  readonly classIds: Tensor1D;
  /** How much each row counts, `[n]`, float32: 0 at padded steps, for example. All count 1 if absent. */
  readonly weights?: Tensor1D | undefined;
}

export interface SampledLossOptions {
  /** `'mean'` divides the weighted sum by the sum of the weights, and is 0 where that sum is 0. Default `'mean'`. */
  readonly reduction?: Reduction | undefined;
}

export interface SampledLogits {
  /** The right class of each row, `[n]`. */
  readonly ids: Int32Array;
  /** Of the right class of each row, `[n]`. */
  readonly trueLogits: Tensor1D;
  /** Of the sampled classes, `[n, count]`. */
  readonly sampledLogits: Tensor2D;
}

/**
 * @throws ShapeError if the shapes do not fit each other
 * @throws ArgumentError for a tensor of another type or an unknown reduction
 */
export function assertSampledLoss(caller: string, inputs: SampledLossInputs, { reduction }: SampledLossOptions): void {
  const { features, kernel, bias, classIds, weights } = inputs;
  assertShape(caller, 'features', features, ['n', 'size']);
  const [n, size] = features.shape;
  assertShape(caller, 'kernel', kernel, ['classes', size]);
  if (bias) assertShape(caller, 'bias', bias, [kernel.shape[0]]);
  assertShape(caller, 'classIds', classIds, [n]);
  if (weights) assertShape(caller, 'weights', weights, [n]);
  for (const [name, tensor] of Object.entries({ features, kernel, bias, weights })) {
    if (tensor) assertDtype(caller, name, tensor, 'float32');
  }
  assertDtype(caller, 'classIds', classIds, 'int32');
  if (reduction !== undefined) assertOneOf(caller, 'reduction', reduction, reductions);
}

/**
 * The scores of the true and of the sampled classes, each less the logarithm of how often its class is expected among the samples.
 *
 * @throws ArgumentError for an id that is no class, or a class that was sampled twice
 */
export function sampledLogits(caller: string, inputs: SampledLossInputs, sampled: SampledClasses): SampledLogits {
  const { features, kernel, bias, classIds } = inputs;
  const [classes] = kernel.shape;
  const trueIds = classIds.dataSync() as Int32Array;
  assertClasses(caller, 'classIds', trueIds, classes);
  assertClasses(caller, 'sampled.ids', sampled.ids, classes);
  assertDistinct(caller, sampled.ids);
  const parts = [trueIds.length, sampled.ids.length];
  const all = new Int32Array(trueIds.length + sampled.ids.length);
  all.set(trueIds);
  all.set(sampled.ids, trueIds.length);
  // One look-up for both, and so one gradient, which holds no more than the rows that they name.
  const ids = tensor1d(all, 'int32');
  const [trueRows, sampledRows] = split(embedding({ table: kernel, ids }) as Tensor2D, parts) as [Tensor2D, Tensor2D];
  const expected = tensor1d(sampled.logExpectedCounts(all).map((count) => -count));
  const offsets = bias ? add(reshape(embedding({ table: reshape(bias, [classes, 1]), ids }), [all.length]), expected) : expected;
  const [trueOffsets, sampledOffsets] = split(offsets as Tensor1D, parts) as [Tensor1D, Tensor1D];
  return {
    ids: trueIds,
    trueLogits: add(sum(mul(features, trueRows), 1), trueOffsets),
    sampledLogits: matrixProduct({ left: features, right: sampledRows, bias: sampledOffsets }, { transposeRight: true }) as Tensor2D,
  };
}

function assertClasses(caller: string, name: string, ids: Int32Array, classes: number): void {
  const outside = ids.findIndex((id) => id < 0 || id >= classes);
  if (outside < 0) return;
  throw new ArgumentError(caller, `${name}[${outside}]`, ids[outside], `a row of the kernel, from 0 to ${classes - 1}`);
}

function assertDistinct(caller: string, ids: Int32Array): void {
  if (new Set(ids).size < ids.length) throw new ArgumentError(caller, 'sampled.ids', [...ids], 'drawn without repetition');
}
