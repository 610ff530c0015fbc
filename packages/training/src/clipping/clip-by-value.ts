import { clipByValue as clipTensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import type { Clip } from './clip.js';

/**
 * Cuts every element of the gradients to `[-limit, limit]`.
 *
 * @throws ArgumentError unless the limit is a number above 0
 */
export function clipByValue(limit: number): Clip {
  if (!(limit > 0)) throw new ArgumentError('clipByValue', 'limit', limit, 'a number above 0');
  return (gradients) =>
    Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, clipTensor(gradient, -limit, limit)]));
}
