import { add, logSoftmax, mul, neg, oneHot, ones, type Scalar, sum, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { hasKernel } from '../op/run-kernel.js';
import { assertCrossEntropyOptions, type CrossEntropyOptions } from './cross-entropy-options.js';
import { reduceLoss } from './reduce-loss.js';
import { runLossKernel } from './run-loss-kernel.js';
import { stopGradient } from './stop-gradient.js';

/** Outputs `[loss [], gradient with respect to the logits, in their shape]`; attributes are `CrossEntropyAttributes`. */
export const SoftmaxCrossEntropy = 'SoftmaxCrossEntropy';

export interface SoftmaxCrossEntropyInputs {
  /** `[..., classes]`, float32 */
  readonly logits: Tensor;
  /** `[...]`, int32 */
  readonly classIds: Tensor;
  /** `[...]`, float32 */
  readonly weights?: Tensor;
  /** `[classes]`, float32 */
  readonly classWeights?: Tensor;
}

/**
 * The cross-entropy of a choice among classes, as a scalar: `-log p[classId]` with `p = softmax(logits)`.
 *
 * With label smoothing `e` and class weights `w`, as in PyTorch, `-(1 - e) w[classId] log p[classId] - e / classes * sum(w * log p)`. A mean
 * divides by the sum of the weights of all elements, each times the weight of its class.
 *
 * Differentiable with respect to the logits. Ids must be from 0 to `classes - 1` wherever the weight is not 0: backends that can look at
 * values check this, on others such an element adds no loss.
 *
 * @param logits scores before the softmax, `[..., classes]`, float32
 * @param classIds the right class of each, `[...]`, int32
 * @throws ShapeError if class ids or weights have not the shape of the logits without its last dimension, or the class weights are not as
 *   long as that
 * @throws ArgumentError if the class ids are not int32, the logits or weights not float32, an option is out of range, or, where the backend
 *   can see it, an id is no class
 */
export function softmaxCrossEntropy(logits: Tensor, classIds: Tensor, options: CrossEntropyOptions = {}): Scalar {
  assertShape('softmaxCrossEntropy', 'logits', logits, [...classIds.shape, 'classes']);
  assertDtype('softmaxCrossEntropy', 'logits', logits, 'float32');
  assertDtype('softmaxCrossEntropy', 'classIds', classIds, 'int32');
  assertCrossEntropyOptions('softmaxCrossEntropy', logits, classIds, options);
  if (!hasKernel(SoftmaxCrossEntropy)) return composedSoftmaxCrossEntropy(logits, classIds, options);
  const { weights, classWeights, reduction = 'mean', labelSmoothing = 0 } = options;
  const inputs = present({ logits, classIds, weights, classWeights });
  return runLossKernel(SoftmaxCrossEntropy, 'logits', inputs, { reduction, labelSmoothing });
}

/** The same in plain TensorFlow.js ops. */
export function composedSoftmaxCrossEntropy(logits: Tensor, classIds: Tensor, options: CrossEntropyOptions = {}): Scalar {
  const { classWeights, labelSmoothing = 0 } = options;
  const classes = logits.shape.at(-1) as number;
  const logProbabilities = logSoftmax(logits);
  // TensorFlow.js has no one-hot of a single class.
  const chosen = classes === 1 ? ones(logits.shape) : oneHot(classIds, classes, 1, 0, 'float32');
  const weighted = classWeights ? mul(chosen, stopGradient(classWeights)) : chosen;
  const spread = mul(classWeights ? stopGradient(classWeights) : ones(chosen.shape), labelSmoothing / classes);
  const targets = labelSmoothing === 0 ? weighted : add(mul(weighted, 1 - labelSmoothing), spread);
  return reduceLoss(neg(sum(mul(targets, logProbabilities), -1)), options, classWeights && sum(weighted, -1));
}
