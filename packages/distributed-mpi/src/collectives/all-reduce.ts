import { MpiError } from '../errors/mpi-error.js';
import type { Session } from '../session.js';

type Summable = Float32Array | Float64Array;

/** From so many numbers a rank on, the ring takes less time than what MPI has for this. */
const leastOfSegment = 4096;

/** So small that a sum of as many as there may be ranks is exact in 32 bits. */
const largestCheck = 4093;
const stride = 1009;

/** Twice as many tags are less than the 32,767 that every library has. */
const tagsOfRing = 16_000;

/** Sums over all ranks, in the place of the numbers. */
export type AllReduce = (numbers: Summable) => Promise<void>;

/**
 * Few numbers are left to `MPI_Iallreduce`. Many go round in a ring, in as many segments as there are ranks: each rank adds its own to the
 * segment that comes and hands it on, until each has the sums of one segment, and these then go round once more. So every rank sends and
 * receives 2 (size - 1) / size times the numbers, which is the least there can be, each sum is made in one place and in one order, and
 * nothing blocks: what MPI libraries do without blocking takes up to twice as long.
 *
 * MPI need not notice that ranks give different lengths, and MPICH then gives wrong sums. So the length goes along: with few numbers as one
 * more of them, in the ring as the tag of its messages, of which different ones do not meet.
 */
export function createAllReduce({ calls, communicator, rank, size, wait }: Session): AllReduce {
  let scratch = new ArrayBuffer(0);
  let summed = 0;
  const [next, previous] = [(rank + 1) % size, (rank + size - 1) % size];

  const scratchLike = (numbers: Summable, length: number): Summable => {
    const bytes = length * numbers.BYTES_PER_ELEMENT;
    if (scratch.byteLength < bytes) scratch = new ArrayBuffer(bytes);
    return numbers instanceof Float32Array ? new Float32Array(scratch, 0, length) : new Float64Array(scratch, 0, length);
  };
  const sumFew = async (numbers: Summable): Promise<void> => {
    const { length } = numbers;
    const checked = scratchLike(numbers, length + 1);
    checked.set(numbers);
    // Other than in the last call and on rank 0: libraries may leave what was there, or add a rank's own numbers twice.
    const check = 1 + ((length + stride * summed++) % largestCheck);
    checked[length] = rank === 0 ? 2 * check : check;
    await wait(calls.allReduce(checked, communicator));
    if (checked[length] !== (size + 1) * check) {
      throw new MpiError(
        `allReduce: rank ${rank} gives ${length} numbers, and another rank does not, or has called another method; each must call the same ` +
          'methods in the same order, with as many numbers of the same kind',
      );
    }
    numbers.set(checked.subarray(0, length));
  };

  return async (numbers) => {
    if (size === 1) return;
    if (numbers.length < leastOfSegment * size) return sumFew(numbers);
    const segment = (index: number): Summable => {
      const place = (index + size) % size;
      return numbers.subarray(Math.floor((numbers.length * place) / size), Math.floor((numbers.length * (place + 1)) / size));
    };
    const tag = 2 * (numbers.length % tagsOfRing);
    const exchange = (into: Summable, out: Summable, round: 0 | 1): Promise<void> =>
      wait(calls.receive(into, previous, tag + round, communicator), calls.send(out, next, tag + round, communicator));
    for (let step = 0; step < size - 1; step++) {
      const sums = segment(rank - step - 1);
      const come = scratchLike(numbers, sums.length);
      await exchange(come, segment(rank - step), 0);
      calls.add(come, sums);
    }
    for (let step = 0; step < size - 1; step++) await exchange(segment(rank - step), segment(rank - step + 1), 1);
  };
}
