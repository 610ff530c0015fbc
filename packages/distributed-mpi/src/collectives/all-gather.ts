import type { Exchangeable } from '@tidegate/training';
import type { Session } from '../session.js';
import { inChunks } from './chunks.js';

/** The numbers of every rank. @param known how many each has, where all know it; it is asked first where they do not */
export async function allGather<Numbers extends Exchangeable>(
  session: Session,
  numbers: Numbers,
  known?: readonly number[],
): Promise<readonly Numbers[]> {
  const { calls, communicator, size, wait, mostOfCall } = session;
  const gather = <Kind extends Exchangeable>(own: Kind, all: Kind, counts: Int32Array): Promise<void> => {
    const places = new Int32Array(counts.length);
    for (let rank = 1; rank < places.length; rank++) places[rank] = (places[rank - 1] as number) + (counts[rank - 1] as number);
    return wait(calls.allGather(own, all, counts, places, communicator));
  };
  const lengths = Float64Array.from(known ?? new Float64Array(size));
  if (!known) await gather(Float64Array.of(numbers.length), lengths, new Int32Array(size).fill(1));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const all = new (numbers.constructor as new (length: number) => Numbers)(total);
  let from = 0;
  const parts = Array.from(lengths, (length) => {
    from += length;
    return all.subarray(from - length, from) as Numbers;
  });
  if (total <= mostOfCall) {
    await gather(numbers, all, Int32Array.from(lengths));
    return parts;
  }
  parts[session.rank]?.set(numbers);
  for (const [rank, part] of parts.entries()) {
    await inChunks(part, mostOfCall, (chunk) => wait(calls.broadcast(chunk, rank, communicator)));
  }
  return parts;
}
