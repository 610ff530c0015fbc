import { parallel } from '../threads/parallel';
import { chunksOfAll, vectorAt, vectorChunk, vectorOfChunk, vectorTable } from './vector-table';

/** Chunks below which one thread does all: waking another would take longer. */
export const leastSharedChunks: i32 = 4;

/** Of each chunk of all vectors the sum of its squares. */
@unmanaged
class Squares {
  table: usize;
  count: i32;
  sums: usize;
}

const squares = changetype<Squares>(memory.data(offsetof<Squares>(), 16));
let capacity: i32 = 0;

/**
 * Sums the squares of all vectors of the table, each times its coefficient: chunks by threads, their sums in order, in double precision.
 */
export function sumSquares(count: i32): f64 {
  squares.table = vectorTable(count);
  squares.count = count;
  const chunks = chunksOfAll(squares.table, count);
  if (chunks > capacity) {
    if (squares.sums) heap.free(squares.sums);
    // Should the allocation fail, nothing is remembered that is free.
    squares.sums = 0;
    capacity = 0;
    squares.sums = heap.alloc((<usize>chunks) << 3);
    capacity = chunks;
  }
  const shared = changetype<usize>(squares);
  if (chunks < leastSharedChunks) for (let chunk = 0; chunk < chunks; chunk++) squaresChunk(shared, chunk, 0);
  else parallel(squaresChunk.index, shared, chunks);
  let total: f64 = 0;
  for (let chunk = 0; chunk < chunks; chunk++) total += load<f64>(squares.sums + ((<usize>chunk) << 3));
  return total;
}

function squaresChunk(task: usize, chunk: i32, thread: i32): void {
  const s = changetype<Squares>(task);
  const vector = vectorAt(s.table, vectorOfChunk(s.table, s.count, chunk));
  const from = (chunk - vector.firstChunk) * vectorChunk;
  const sum = squaresOf(vector.from + ((<usize>from) << 2), min(vectorChunk, vector.length - from));
  store<f64>(s.sums + ((<usize>chunk) << 3), <f64>vector.coefficient * sum);
}

function squaresOf(values: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  const end = values + ((<usize>(count & ~3)) << 2);
  for (; values < end; values += 16) {
    const first = f64x2.promote_low_f32x4(v128.load64_zero(values));
    const second = f64x2.promote_low_f32x4(v128.load64_zero(values, 8));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (let rest = count & 3; rest > 0; rest--, values += 4) {
    const value = <f64>load<f32>(values);
    sum += value * value;
  }
  return sum;
}
