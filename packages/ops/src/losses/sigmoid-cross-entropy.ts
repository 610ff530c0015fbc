import { mul, type Scalar, softplus, sub, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { hasKernel } from '../op/run-kernel.js';
import { assertLossOptions, type LossOptions } from './loss-options.js';
import { reduceLoss } from './reduce-loss.js';
import { runLossKernel } from './run-loss-kernel.js';
import { stopGradient } from './stop-gradient.js';

/** Outputs `[loss [], gradient with respect to the logits, in their shape]`; attributes are `LossAttributes`. */
export const SigmoidCrossEntropy = 'SigmoidCrossEntropy';

/** All of one shape, float32. */
export interface SigmoidCrossEntropyInputs {
  readonly logits: Tensor;
  readonly targets: Tensor;
  readonly weights?: Tensor;
}

/**
 * The cross-entropy of independent yes-or-no answers, as a scalar: `-t log p - (1 - t) log (1 - p)` with `p = sigmoid(logit)`.
 *
 * Computed as `softplus(logit) - t logit`, which overflows for no finite logit. Differentiable with respect to the logits; targets and weights
 * count as constants.
 *
 * @param logits scores before the sigmoid, any shape, float32
 * @param targets probabilities from 0 to 1, the same shape, float32
 * @throws ShapeError if targets or weights have another shape
 * @throws ArgumentError if they are not float32
 */
export function sigmoidCrossEntropy(logits: Tensor, targets: Tensor, options: LossOptions = {}): Scalar {
  assertShape('sigmoidCrossEntropy', 'targets', targets, logits.shape);
  assertDtype('sigmoidCrossEntropy', 'logits', logits, 'float32');
  assertDtype('sigmoidCrossEntropy', 'targets', targets, 'float32');
  assertLossOptions('sigmoidCrossEntropy', targets, options);
  if (!hasKernel(SigmoidCrossEntropy)) return composedSigmoidCrossEntropy(logits, targets, options);
  const { weights, reduction = 'mean' } = options;
  return runLossKernel(SigmoidCrossEntropy, 'logits', present({ logits, targets, weights }), { reduction });
}

/** The same in plain TensorFlow.js ops. */
export function composedSigmoidCrossEntropy(logits: Tensor, targets: Tensor, options: LossOptions = {}): Scalar {
  // The usual form with relu and abs has the wrong gradient at a logit of exactly 0, where many networks start.
  return reduceLoss(sub(softplus(logits), mul(logits, stopGradient(targets))), options);
}
