import type { ProcessGroup } from './process-group.js';

/**
 * Adds counts up over all processes, as doubles: whole numbers below 2^53 stay exact.
 *
 * @param counts as many in every process, in the same order
 * @returns their sums, the same in every process
 */
export async function sumOver<const Counts extends readonly number[]>(
  group: ProcessGroup,
  counts: Counts,
): Promise<{ -readonly [Place in keyof Counts]: number }> {
  const sums = Float64Array.from(counts);
  await group.allReduce(sums);
  return [...sums] as { -readonly [Place in keyof Counts]: number };
}
