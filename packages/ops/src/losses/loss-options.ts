import type { Tensor } from '@tensorflow/tfjs-core';
import { assertOneOf, assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';

export const reductions = ['mean', 'sum'] as const;

/** How the losses of all elements become one number: their weighted mean, or their weighted sum. */
export type Reduction = (typeof reductions)[number];

export interface LossOptions {
  /** How much each element counts, in the shape of the targets, float32: 0 at padded steps, for example. All count 1 if absent. */
  readonly weights?: Tensor | undefined;
  /** `'mean'` divides the weighted sum by the sum of the weights, and is 0 where that sum is 0. Default `'mean'`. */
  readonly reduction?: Reduction | undefined;
}

/** What every loss kernel is told. */
export type LossAttributes = {
  readonly reduction: Reduction;
};

/**
 * @throws ArgumentError for an unknown reduction or weights that are not float32
 * @throws ShapeError if the weights have not the shape of the targets
 */
export function assertLossOptions(caller: string, targets: Tensor, { weights, reduction }: LossOptions): void {
  if (reduction !== undefined) assertOneOf(caller, 'reduction', reduction, reductions);
  if (weights === undefined) return;
  assertShape(caller, 'weights', weights, targets.shape);
  assertDtype(caller, 'weights', weights, 'float32');
}
