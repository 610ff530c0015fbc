import { cast, expandDims, less, mul, onesLike, range, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { assertShape, ShapeError } from '@tidegate/core';
import type { TargetBatch } from './metric.js';

/**
 * 1 at the elements of real steps, 0 at those of padded ones, float32, in the shape of the targets:
 * targets `[2, 3]` of lengths `[3, 1]` give `[[1, 1, 1], [1, 0, 0]]`; ones everywhere if the logits tell of whole sequences.
 *
 * @throws ShapeError if lengths count, and the targets are no `[batch, time, ...]` that they could be of
 */
export function realSteps(caller: string, logits: Tensor, { targets, lengths }: TargetBatch): Tensor {
  const ones = cast(onesLike(targets), 'float32');
  // Of targets `[batch, n]` only the logits tell steps from the labels of a text.
  if (!lengths || logits.rank < 3) return ones;
  const [batch, time] = targets.shape;
  if (batch === undefined || time === undefined) throw new ShapeError(caller, 'targets', targets.shape, ['batch', 'time', '...']);
  assertShape(caller, 'lengths', lengths, [batch]);
  const isReal = less(range(0, time, 1, 'int32'), expandDims(lengths, 1));
  return mul(ones, reshape(cast(isReal, 'float32'), [batch, time, ...targets.shape.slice(2).map(() => 1)]));
}
