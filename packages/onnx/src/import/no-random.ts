import type { Random } from '@tidegate/core';

const zeros = (count: number): Float32Array => new Float32Array(count);

/** Where weights come from that are put in afterwards: numbers that cost nothing to draw. */
export const noRandom: Random = {
  key: [0, 0],
  firstRow: 0,
  split: () => noRandom,
  forRowsFrom: () => noRandom,
  uniform: zeros,
  normal: zeros,
  truncatedNormal: zeros,
  integers: (count) => new Uint32Array(count),
  permutation: (count) => Uint32Array.from({ length: count }, (_, index) => index),
};
