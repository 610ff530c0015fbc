import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { assertNumber, assertShape, ShapeError } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { assertLossOptions, type LossAttributes, type LossOptions } from './loss-options.js';

export interface CrossEntropyOptions extends LossOptions {
  /**
   * The share of each target that is spread evenly over all answers, from 0 to 1: a network then gains nothing from being ever more certain
   * (Szegedy et al., arXiv 1512.00567). Default 0.
   */
  readonly labelSmoothing?: number | undefined;
  /** How much each class counts, `[classes]`, float32: more for rare ones, for example. All count 1 if absent. */
  readonly classWeights?: Tensor1D | undefined;
}

/** What every cross-entropy kernel is told. */
export type CrossEntropyAttributes = LossAttributes & {
  /** From 0 to 1. */
  readonly labelSmoothing: number;
};

/**
 * @throws ArgumentError for an option out of range, or weights that are not float32
 * @throws ShapeError if the weights have not the shape of the targets, or the class weights are not as long as a row of logits
 */
export function assertCrossEntropyOptions(caller: string, logits: Tensor, targets: Tensor, options: CrossEntropyOptions): void {
  const { labelSmoothing, classWeights } = options;
  assertLossOptions(caller, targets, options);
  if (labelSmoothing !== undefined) assertNumber(caller, 'labelSmoothing', labelSmoothing, { least: 0, most: 1 });
  if (classWeights === undefined) return;
  const classes = logits.shape.at(-1);
  if (classes === undefined) throw new ShapeError(caller, 'logits', logits.shape, ['classes']);
  assertShape(caller, 'classWeights', classWeights, [classes]);
  assertDtype(caller, 'classWeights', classWeights, 'float32');
}
