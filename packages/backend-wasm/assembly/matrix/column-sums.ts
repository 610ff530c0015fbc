import { parallel } from '../threads/parallel';

@unmanaged
class ColumnSums {
  to: usize;
  from: usize;
  rows: i32;
  columns: i32;
  /** Bytes from one row to the next. */
  stride: usize;
}

/** Columns that one thread sums: a cache line of 64 bytes, twice. */
const chunkColumns: i32 = 32;

const task = changetype<ColumnSums>(memory.data(offsetof<ColumnSums>(), 16));

/** `to [columns]`: the sums over the rows of `from`, in the order of the rows and in double precision. */
export function columnSums(to: usize, from: usize, rows: i32, columns: i32, stride: usize): void {
  task.to = to;
  task.from = from;
  task.rows = rows;
  task.columns = columns;
  task.stride = stride;
  parallel(sumChunk.index, changetype<usize>(task), (columns + chunkColumns - 1) / chunkColumns);
}

function sumChunk(argument: usize, chunk: i32, _thread: i32): void {
  const call = changetype<ColumnSums>(argument);
  const end = min(call.columns, (chunk + 1) * chunkColumns);
  let column = chunk * chunkColumns;
  for (; column + 8 <= end; column += 8) sumEight(call, column);
  for (; column < end; column++) sumOne(call, column);
}

function sumEight(call: ColumnSums, column: i32): void {
  let from = call.from + ((<usize>column) << 2);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let row = 0; row < call.rows; row++) {
    const low = v128.load(from);
    const high = v128.load(from, 16);
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(low));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(v128.shuffle<f64>(low, low, 1, 1)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(high));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(v128.shuffle<f64>(high, high, 1, 1)));
    from += call.stride;
  }
  const to = call.to + ((<usize>column) << 2);
  v128.store(to, v128.shuffle<f64>(f32x4.demote_f64x2_zero(s0), f32x4.demote_f64x2_zero(s1), 0, 2));
  v128.store(to, v128.shuffle<f64>(f32x4.demote_f64x2_zero(s2), f32x4.demote_f64x2_zero(s3), 0, 2), 16);
}

function sumOne(call: ColumnSums, column: i32): void {
  let from = call.from + ((<usize>column) << 2);
  let sum: f64 = 0;
  for (let row = 0; row < call.rows; row++) {
    sum += <f64>load<f32>(from);
    from += call.stride;
  }
  store<f32>(call.to + ((<usize>column) << 2), <f32>sum);
}
