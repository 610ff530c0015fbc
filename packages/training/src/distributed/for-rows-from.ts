import type { Random } from '@tidegate/core';

export function forRowsFrom(random: Random, firstRow: number): Random {
  return (random as Random & { forRowsFrom?(first: number): Random }).forRowsFrom?.(firstRow) ?? random;
}
