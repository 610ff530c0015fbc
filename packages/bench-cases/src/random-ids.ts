import type { Random } from '@tidegate/core';

/** `count` ids below `bound`, each equally likely, as int32 tensors hold them. */
export function randomIds(random: Random, count: number, bound: number): Int32Array {
  return Int32Array.from(random.integers(count, bound));
}
