import { parallel } from '../threads/parallel';

@unmanaged
class ColumnSums {
  from: usize;
  rows: i32;
  columns: i32;
  /** Bytes from one row to the next. */
  stride: usize;
  /** `[chunks, columns]`, float64 */
  sums: usize;
}

/** Rows that one thread adds up: they are read from end to end, as memory is fetched ahead. */
const chunkRows: i32 = 256;

const task = changetype<ColumnSums>(memory.data(offsetof<ColumnSums>(), 16));

/** `to [columns]`: the sums over the rows of `from`, in double precision: of 256 rows each, then of these sums, both in order. */
export function columnSums(to: usize, from: usize, rows: i32, columns: i32, stride: usize): void {
  const chunks = (rows + chunkRows - 1) / chunkRows;
  task.from = from;
  task.rows = rows;
  task.columns = columns;
  task.stride = stride;
  task.sums = heap.alloc((<usize>(max(1, chunks) * columns)) << 3);
  memory.fill(task.sums, 0, (<usize>(max(1, chunks) * columns)) << 3);
  parallel(sumChunk.index, changetype<usize>(task), chunks);
  for (let column = 0; column < columns; column++) {
    let sum: f64 = 0;
    for (let chunk = 0; chunk < chunks; chunk++) sum += load<f64>(task.sums + ((<usize>(chunk * columns + column)) << 3));
    store<f32>(to + ((<usize>column) << 2), <f32>sum);
  }
  heap.free(task.sums);
}

function sumChunk(argument: usize, chunk: i32, _thread: i32): void {
  const call = changetype<ColumnSums>(argument);
  const columns = call.columns;
  const sums = call.sums + ((<usize>(chunk * columns)) << 3);
  const end = min(call.rows, (chunk + 1) * chunkRows);
  let from = call.from + <usize>(chunk * chunkRows) * call.stride;
  for (let row = chunk * chunkRows; row < end; row++) {
    let column = 0;
    let to = sums;
    for (; column + 4 <= columns; column += 4) {
      const values = v128.load(from + ((<usize>column) << 2));
      v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(values)));
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(v128.shuffle<f64>(values, values, 1, 1))), 16);
      to += 32;
    }
    for (; column < columns; column++) {
      store<f64>(to, load<f64>(to) + <f64>load<f32>(from + ((<usize>column) << 2)));
      to += 8;
    }
    from += call.stride;
  }
}
