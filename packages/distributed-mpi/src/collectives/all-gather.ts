import type { Exchangeable } from '@tidegate/training';
import { MpiError } from '../errors/mpi-error.js';
import type { Session } from '../session.js';
import { inChunks } from './chunks.js';

/** The numbers of every rank. @param known how many each has, where all know it; it is asked first where they do not */
export async function allGather<Numbers extends Exchangeable>(
  session: Session,
  numbers: Numbers,
  known?: readonly number[],
): Promise<readonly Numbers[]> {
  const { calls, communicator, rank, size, wait, mostOfCall } = session;
  const gather = <Kind extends Exchangeable>(own: Kind, all: Kind, counts: Int32Array): Promise<void> => {
    const places = new Int32Array(counts.length);
    for (let one = 1; one < places.length; one++) places[one] = (places[one - 1] as number) + (counts[one - 1] as number);
    return wait(calls.allGather(own, all, counts, places, communicator));
  };
  const lengths = Float64Array.from(known ?? new Float64Array(size));
  if (!known) await gather(Float64Array.of(numbers.length), lengths, new Int32Array(size).fill(1));
  if (lengths[rank] !== numbers.length) throw new MpiError(atOdds(rank, numbers.length, lengths[rank] as number));
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
  parts[rank]?.set(numbers);
  for (const [owner, part] of parts.entries()) {
    await inChunks(part, mostOfCall, (chunk) => wait(calls.broadcast(chunk, owner, communicator)));
  }
  return parts;
}

function atOdds(rank: number, given: number, told: number): string {
  return (
    `allGather: rank ${rank} gives ${given} numbers, not the ${told} that are told of it; each must call the same methods in the same ` +
    'order, and where lengths are given, the same that are true'
  );
}
