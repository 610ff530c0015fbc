import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * One output in the shape of `inputs`. The element at position `i`, row by row, is 0 if `random.uniform(size, 0, 1, start)[i] < rate`,
 * where `random` is the stream of the key; otherwise it is multiplied by `1 / (1 - rate)`, rounded to float32. So every backend draws the
 * same mask, bit for bit, and the gradient is the same kernel, applied to the gradient that arrives. Of a batch that is shared out by
 * rows, each part gets its part of the mask of the whole.
 *
 * `random.uniform` takes the upper 24 bits of the first word of `threefry2x32(key, [start + i, 0])` as a fraction of 2^24. As whole
 * numbers: an element is dropped if `word >>> 8 < Math.ceil(rate * 2 ** 24)`. A sum `start + i` of 2^32 or more counts on from 0.
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
  /** The position of the first element in the tensor of the whole batch, a whole number below 2^32; 0 where the batch is all here. */
  readonly start: number;
};
