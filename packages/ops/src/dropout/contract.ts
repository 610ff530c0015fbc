import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * One output in the shape of `inputs`. The element at position `i`, row by row, is 0 if `random.uniform(size)[i] < rate`, where `random`
 * is the stream of the key; otherwise it is multiplied by `1 / (1 - rate)`, rounded to float32. So every backend draws the same mask,
 * bit for bit, and the gradient is the same kernel, applied to the gradient that arrives.
 *
 * `random.uniform` takes the upper 24 bits of the first word of `threefry2x32(key, [i, 0])` as a fraction of 2^24. As whole numbers: an
 * element is dropped if `word >>> 8 < Math.ceil(rate * 2 ** 24)`.
 */
export const Dropout = 'Dropout';

export interface DropoutInputs {
  /** Of any shape, float32 */
  readonly inputs: Tensor;
}

export type DropoutAttributes = {
  /** The probability that an element is dropped, above 0 and below 1. */
  readonly rate: number;
  /** The two words of a stream of random numbers, whole numbers below 2^32: `random.key`. */
  readonly key: [number, number];
};
