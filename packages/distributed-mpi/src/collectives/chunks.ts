import type { Exchangeable } from '@tidegate/training';

/** MPI counts in 32 bits with a sign. */
export const mostThatMpiCounts = 2 ** 31 - 1;

/** Calls once for each part of as many numbers as MPI can count, in order; not at all where there are none. */
export async function inChunks<Numbers extends Exchangeable>(
  numbers: Numbers,
  most: number,
  call: (chunk: Numbers) => Promise<void>,
): Promise<void> {
  if (numbers.length > 0 && numbers.length <= most) return call(numbers);
  for (let from = 0; from < numbers.length; from += most) await call(numbers.subarray(from, from + most) as Numbers);
}
