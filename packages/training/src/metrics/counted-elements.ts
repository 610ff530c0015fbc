import { cast, mul, onesLike, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape, ShapeError } from '@tidegate/core';
import { realSteps } from '@tidegate/ops';
import type { TargetBatch } from './metric.js';

/**
 * 1 at the elements of real steps, 0 at those of padded ones, float32, in the shape of the targets:
 * targets `[2, 3]` of lengths `[3, 1]` give `[[1, 1, 1], [1, 0, 0]]`; ones everywhere if the logits tell of whole sequences.
 *
 * @throws ShapeError if lengths count, and the targets are no `[batch, time, ...]` that they could be of
 */
export function countedElements(caller: string, logits: Tensor, { targets, lengths }: TargetBatch): Tensor {
  const ones = cast(onesLike(targets), 'float32');
  // Of targets `[batch, n]` only the logits tell steps from the labels of a text.
  if (!lengths || logits.rank < 3) return ones;
  const [batch, time] = targets.shape;
  if (batch === undefined || time === undefined) throw new ShapeError(caller, 'targets', targets.shape, ['batch', 'time', '...']);
  assertShape(caller, 'lengths', lengths, [batch]);
  return mul(ones, reshape(realSteps(lengths, time), [batch, time, ...targets.shape.slice(2).map(() => 1)]));
}
