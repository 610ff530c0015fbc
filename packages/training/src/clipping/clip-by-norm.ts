import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { clipByGlobalNorm as clipTensors } from '@tidegate/ops';
import { assertLimit } from './assert-limit.js';
import type { Clip } from './clip.js';

/**
 * Scales each parameter's gradient by a factor of its own so that its Euclidean norm is at most `limit`; smaller ones stay as they are. As
 * `clip_by_norm` of TensorFlow. Unlike with `clipByGlobalNorm`, the direction of the step as a whole changes.
 *
 * @throws ArgumentError unless the limit is a finite number above 0
 */
export function clipByNorm(limit: number): Clip {
  assertLimit('clipByNorm', limit);
  return (gradients) =>
    tidy(() =>
      Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, clipTensors([gradient], { limit })[0] as Tensor])),
    );
}
