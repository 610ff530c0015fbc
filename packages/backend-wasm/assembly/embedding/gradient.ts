import { parallel } from '../threads/parallel';
import { entry, TokenPlaces, tokenPlaces } from './token-places';

/** Elements below which one thread does all: waking another would take longer. */
const leastShared: f64 = 30000;
/** At most so many chunks of work. */
const mostChunks: i32 = 32;

/** The sums of what arrives for each row, dense or for the touched rows only. */
@unmanaged
class RowSums {
  to: usize;
  outputGradient: usize;
  columns: i32;
  /** Of the dense result; 0 if there are touched rows only. */
  rows: i32;
  count: i32;
  touched: usize;
  starts: usize;
  places: usize;
  chunkRows: i32;
}

const sums = changetype<RowSums>(memory.data(offsetof<RowSums>(), 16));

/**
 * `to [count, columns]`: for each row that `placeTokens` found the sum of `outputGradient [tokens, columns]` at its tokens, in their order;
 * `rows [count]` gets the numbers of these rows.
 */
export function sumTouchedRows(to: usize, rows: usize, outputGradient: usize, tokens: i32, columns: i32): void {
  memory.copy(rows, tokenPlaces.rows, (<usize>tokenPlaces.count) << 2);
  sumRows(to, outputGradient, tokens, columns, 0);
}

/** The same into the rows of the dense `to [rows, columns]`, of which the others become zero. */
export function sumAllRows(to: usize, rows: i32, outputGradient: usize, tokens: i32, columns: i32): void {
  sumRows(to, outputGradient, tokens, columns, rows);
}

function sumRows(to: usize, outputGradient: usize, tokens: i32, columns: i32, rows: i32): void {
  sums.to = to;
  sums.outputGradient = outputGradient;
  sums.columns = columns;
  sums.rows = rows;
  sums.count = tokenPlaces.count;
  sums.touched = tokenPlaces.rows;
  sums.starts = tokenPlaces.starts;
  sums.places = tokenPlaces.places;
  const all = rows ? rows : sums.count;
  const chunks = <f64>(tokens + all) * <f64>columns < leastShared ? 1 : mostChunks;
  sums.chunkRows = max(1, (all + chunks - 1) / chunks);
  parallel(sumChunk.index, changetype<usize>(sums), (all + sums.chunkRows - 1) / sums.chunkRows);
}

function sumChunk(task: usize, chunk: i32, thread: i32): void {
  const s = changetype<RowSums>(task);
  const from = chunk * s.chunkRows;
  if (s.rows) sumDenseRows(s, from, min(s.rows, from + s.chunkRows));
  else for (let index = from, end = min(s.count, from + s.chunkRows); index < end; index++) sumRow(s, index, index);
}

function sumDenseRows(s: RowSums, from: i32, end: i32): void {
  const bytes = (<usize>s.columns) << 2;
  memory.fill(s.to + <usize>from * bytes, 0, <usize>(end - from) * bytes);
  let low = 0;
  let high = s.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<i32>(entry(s.touched, middle)) < from) low = middle + 1;
    else high = middle;
  }
  for (; low < s.count; low++) {
    const row = load<i32>(entry(s.touched, low));
    if (row >= end) return;
    sumRow(s, low, row);
  }
}

/** Writes the sum of the touched row `index` into `row` of the target. */
function sumRow(s: RowSums, index: i32, row: i32): void {
  const bytes = (<usize>s.columns) << 2;
  const target = s.to + <usize>row * bytes;
  const vectors = bytes & ~15;
  let token = load<i32>(entry(s.starts, index));
  const last = load<i32>(entry(s.starts, index + 1));
  memory.copy(target, s.outputGradient + <usize>load<i32>(entry(s.places, token)) * bytes, bytes);
  for (token++; token < last; token++) {
    const source = s.outputGradient + <usize>load<i32>(entry(s.places, token)) * bytes;
    for (let at: usize = 0; at < vectors; at += 16) v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
    for (let at = vectors; at < bytes; at += 4) store<f32>(target + at, load<f32>(target + at) + load<f32>(source + at));
  }
}
