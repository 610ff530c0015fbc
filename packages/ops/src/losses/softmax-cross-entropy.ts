import { logSoftmax, mul, neg, oneHot, type Scalar, sum, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { hasKernel } from '../op/run-kernel.js';
import { assertLossOptions, type LossOptions } from './loss-options.js';
import { reduceLoss } from './reduce-loss.js';
import { runLossKernel } from './run-loss-kernel.js';

/** Outputs `[loss [], gradient with respect to the logits, in their shape]`; attributes are `LossAttributes`. */
export const SoftmaxCrossEntropy = 'SoftmaxCrossEntropy';

export interface SoftmaxCrossEntropyInputs {
  /** `[..., classes]`, float32 */
  readonly logits: Tensor;
  /** `[...]`, int32 */
  readonly classIds: Tensor;
  /** `[...]`, float32 */
  readonly weights?: Tensor;
}

/**
 * The cross-entropy of a choice among classes, as a scalar: `-log p[classId]` with `p = softmax(logits)`.
 *
 * Differentiable with respect to the logits. Ids must be from 0 to `classes - 1` wherever the weight is not 0: backends that can look at
 * values check this, on others such an element adds no loss.
 *
 * @param logits scores before the softmax, `[..., classes]`, float32
 * @param classIds the right class of each, `[...]`, int32
 * @throws ShapeError if class ids or weights have not the shape of the logits without its last dimension
 * @throws ArgumentError if the class ids are not int32, the logits or weights not float32, or, where the backend can see it, an id is no class
 */
export function softmaxCrossEntropy(logits: Tensor, classIds: Tensor, options: LossOptions = {}): Scalar {
  assertShape('softmaxCrossEntropy', 'logits', logits, [...classIds.shape, 'classes']);
  assertDtype('softmaxCrossEntropy', 'logits', logits, 'float32');
  assertDtype('softmaxCrossEntropy', 'classIds', classIds, 'int32');
  assertLossOptions('softmaxCrossEntropy', classIds, options);
  if (!hasKernel(SoftmaxCrossEntropy)) return composedSoftmaxCrossEntropy(logits, classIds, options);
  const { weights, reduction = 'mean' } = options;
  return runLossKernel(SoftmaxCrossEntropy, 'logits', present({ logits, classIds, weights }), { reduction });
}

/** The same in plain TensorFlow.js ops. */
export function composedSoftmaxCrossEntropy(logits: Tensor, classIds: Tensor, options: LossOptions = {}): Scalar {
  const classes = logits.shape.at(-1) as number;
  const logProbabilities = logSoftmax(logits);
  // TensorFlow.js has no one-hot of a single class.
  const chosen = sum(classes === 1 ? logProbabilities : mul(oneHot(classIds, classes, 1, 0, 'float32'), logProbabilities), -1);
  return reduceLoss(neg(chosen), options);
}
