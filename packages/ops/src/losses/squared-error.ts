import { type Scalar, squaredDifference, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { hasKernel } from '../op/run-kernel.js';
import { assertLossOptions, type LossOptions } from './loss-options.js';
import { reduceLoss } from './reduce-loss.js';
import { runLossKernel } from './run-loss-kernel.js';
import { stopGradient } from './stop-gradient.js';

/** Outputs `[loss [], gradient with respect to the predictions, in their shape]`; attributes are `LossAttributes`. */
export const SquaredError = 'SquaredError';

/** All of one shape, float32. */
export interface SquaredErrorInputs {
  readonly predictions: Tensor;
  readonly targets: Tensor;
  readonly weights?: Tensor;
}

/**
 * The squared error `(prediction - target)^2` of all elements, as a scalar; a half is not taken.
 *
 * ```ts
 * squaredError(tensor1d([1, 2]), tensor1d([1, 5])); // (0 + 9) / 2 = 4.5
 * ```
 *
 * Differentiable with respect to the predictions; targets and weights count as constants.
 *
 * @param predictions any shape, float32
 * @param targets the same shape, float32
 * @throws ShapeError if targets or weights have another shape
 * @throws ArgumentError if they are not float32
 */
export function squaredError(predictions: Tensor, targets: Tensor, options: LossOptions = {}): Scalar {
  assertShape('squaredError', 'targets', targets, predictions.shape);
  assertDtype('squaredError', 'predictions', predictions, 'float32');
  assertDtype('squaredError', 'targets', targets, 'float32');
  assertLossOptions('squaredError', targets, options);
  if (!hasKernel(SquaredError)) return composedSquaredError(predictions, targets, options);
  const { weights, reduction = 'mean' } = options;
  return runLossKernel(SquaredError, 'predictions', present({ predictions, targets, weights }), { reduction });
}

/** The same in plain TensorFlow.js ops. */
export function composedSquaredError(predictions: Tensor, targets: Tensor, options: LossOptions = {}): Scalar {
  return reduceLoss(squaredDifference(predictions, stopGradient(targets)), options);
}
