import type { ProcessGroup } from './process-group.js';

/** A few numbers of every process, in the order of their ranks. */
export type Records = readonly (readonly number[])[];

/** Tells all processes a few numbers, as many as they tell; one sum, in which each has places of its own. */
export async function shareRecords({ group, record }: { group: ProcessGroup; record: readonly number[] }): Promise<Records> {
  const { rank, size } = group;
  const { length } = record;
  const all = new Float64Array(new ArrayBuffer(Float64Array.BYTES_PER_ELEMENT * size * length));
  all.set(record, rank * length);
  await group.allReduce(all);
  return Array.from({ length: size }, (_, place) => [...all.subarray(place * length, (place + 1) * length)]);
}
