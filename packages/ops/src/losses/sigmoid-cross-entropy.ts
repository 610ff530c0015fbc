import { add, mul, ones, type Scalar, softplus, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { hasKernel } from '../op/run-kernel.js';
import { assertCrossEntropyOptions, type CrossEntropyOptions } from './cross-entropy-options.js';
import { reduceLoss } from './reduce-loss.js';
import { runLossKernel } from './run-loss-kernel.js';
import { stopGradient } from './stop-gradient.js';

/** Outputs `[loss [], gradient with respect to the logits, in their shape]`; attributes are `CrossEntropyAttributes`. */
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
 * Label smoothing moves each target towards one half, to `(1 - labelSmoothing) t + labelSmoothing / 2`. Classes are the last dimension of the
 * logits; the weight of a class multiplies those of its elements, and counts in what a mean divides by.
 *
 * @param logits scores before the sigmoid, any shape, float32
 * @param targets probabilities from 0 to 1, the same shape, float32
 * @throws ShapeError if targets or weights have another shape, or the class weights are not as long as the last dimension
 * @throws ArgumentError if a tensor is not float32 or an option out of range
 */
export function sigmoidCrossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Scalar {
  assertShape('sigmoidCrossEntropy', 'targets', targets, logits.shape);
  assertDtype('sigmoidCrossEntropy', 'logits', logits, 'float32');
  assertDtype('sigmoidCrossEntropy', 'targets', targets, 'float32');
  assertCrossEntropyOptions('sigmoidCrossEntropy', logits, targets, options);
  if (!hasKernel(SigmoidCrossEntropy)) return composedSigmoidCrossEntropy(logits, targets, options);
  const { reduction = 'mean', labelSmoothing = 0 } = options;
  return tidy(() => {
    const weights = elementWeights(logits.shape, options);
    return runLossKernel(SigmoidCrossEntropy, 'logits', present({ logits, targets, weights }), { reduction, labelSmoothing });
  });
}

/** The same in plain TensorFlow.js ops. */
export function composedSigmoidCrossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Scalar {
  const { reduction, labelSmoothing = 0 } = options;
  const constant = stopGradient(targets);
  const smoothed = labelSmoothing === 0 ? constant : add(mul(constant, 1 - labelSmoothing), labelSmoothing / 2);
  // The usual form with relu and abs has the wrong gradient at a logit of exactly 0, where many networks start.
  const elements = sub(softplus(logits), mul(logits, smoothed));
  return reduceLoss(elements, { weights: elementWeights(logits.shape, options), reduction });
}

/** The weight of each element times that of its class. */
function elementWeights(shape: number[], { weights, classWeights }: CrossEntropyOptions): Tensor | undefined {
  if (classWeights === undefined) return weights;
  return mul(weights ?? ones(shape), classWeights);
}
