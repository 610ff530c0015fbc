import { argMax, cast, equal, greater, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';

/**
 * Which yes-or-no answers are right, 1 or 0 in the shape of the targets: yes where the logit is above 0, that is, its sigmoid above 1/2.
 *
 * @param logits the shape of the targets, or that with one more dimension of size 1
 * @throws ShapeError if they have another shape
 */
export function binaryCorrect(caller: string, logits: Tensor, targets: Tensor): Tensor {
  const hasExtra = logits.rank === targets.rank + 1;
  assertShape(caller, 'logits', logits, hasExtra ? [...targets.shape, 1] : targets.shape);
  return cast(equal(greater(reshape(logits, targets.shape), 0), greater(targets, 0.5)), 'float32');
}

/**
 * Which choices among classes are right, 1 or 0 in the shape of the targets; of equal logits the first is chosen.
 *
 * @param logits `[..., classes]`
 * @param targets class ids, `[...]`, int32
 * @throws ShapeError if the shapes do not fit
 */
export function classCorrect(caller: string, logits: Tensor, targets: Tensor): Tensor {
  assertShape(caller, 'logits', logits, [...targets.shape, 'classes']);
  return cast(equal(argMax(logits, -1), cast(targets, 'int32')), 'float32');
}
