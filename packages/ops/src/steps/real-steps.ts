import { cast, expandDims, less, range, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { assertInteger, assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';

/**
 * 1 at the real steps of each sequence and 0 where it is padded, `[batch, time]`, float32: the weights of a loss at each step, for example.
 *
 * `realSteps(lengths, 3)` of lengths `[3, 1, 0]`:
 * ```text
 * 1 1 1
 * 1 0 0
 * 0 0 0
 * ```
 *
 * @param lengths real steps of each sequence, `[batch]`, int32
 * @param time steps that each sequence has with its padding
 * @throws ShapeError if the lengths are no vector
 * @throws ArgumentError if they are not int32, or `time` is not a whole number of at least 1
 */
export function realSteps(lengths: Tensor1D, time: number): Tensor2D {
  assertShape('realSteps', 'lengths', lengths, ['batch']);
  assertDtype('realSteps', 'lengths', lengths, 'int32');
  assertInteger('realSteps', 'time', time, 1);
  return tidy(() => cast(less(range(0, time, 1, 'int32'), expandDims(lengths, 1)), 'float32'));
}
