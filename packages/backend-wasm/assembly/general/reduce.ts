import { addLanes, totalOf } from '../math/double-sum';
import { loadLanes } from '../math/lanes';
import { largestOf, scaleBy } from '../math/softmax';
import { columnSums } from '../matrix/column-sums';
import { parallel } from '../threads/parallel';
import { chunkElements, chunksOf, leastShared } from './chunks';

/** At most so many parts of one long sum. */
const mostParts: i32 = 64;

@unmanaged
class Reduction {
  to: usize;
  from: usize;
  rows: i32;
  columns: i32;
  /** What sums are multiplied by. */
  scale: f64;
  chunk: i32;
  parts: usize;
}

const reduction = changetype<Reduction>(memory.data(offsetof<Reduction>(), 16));
const parts: usize = memory.data(mostParts * 8, 16);

function describe(to: usize, from: usize, rows: i32, columns: i32, scale: f64): usize {
  reduction.to = to;
  reduction.from = from;
  reduction.rows = rows;
  reduction.columns = columns;
  reduction.scale = scale;
  reduction.parts = parts;
  return changetype<usize>(reduction);
}

/** `to [rows]`: the sum of each row of `from [rows, columns]`, times a factor; in double precision. */
export function sumRows(to: usize, from: usize, rows: i32, columns: i32, scale: f64): void {
  const task = describe(to, from, rows, columns, scale);
  if (rows == 1) return sumOneRow(task);
  reduction.chunk = max(1, chunkElements / max(1, columns));
  const chunks = chunksOf(rows, reduction.chunk);
  if (<f64>rows * <f64>columns < leastShared) for (let chunk = 0; chunk < chunks; chunk++) sumRowsChunk(task, chunk, 0);
  else parallel(sumRowsChunk.index, task, chunks);
}

/** Parts of the row by threads, their sums in order. */
function sumOneRow(task: usize): void {
  const r = changetype<Reduction>(task);
  r.chunk = max(chunkElements, chunksOf(r.columns, mostParts));
  const chunks = chunksOf(r.columns, r.chunk);
  if (<f64>r.columns < leastShared) for (let chunk = 0; chunk < chunks; chunk++) sumPartChunk(task, chunk, 0);
  else parallel(sumPartChunk.index, task, chunks);
  let total: f64 = 0;
  for (let chunk = 0; chunk < chunks; chunk++) total += load<f64>(parts + ((<usize>chunk) << 3));
  store<f32>(r.to, <f32>(total * r.scale));
}

function sumPartChunk(task: usize, chunk: i32, thread: i32): void {
  const r = changetype<Reduction>(task);
  const first = chunk * r.chunk;
  store<f64>(r.parts + ((<usize>chunk) << 3), sumOf(r.from + ((<usize>first) << 2), min(r.chunk, r.columns - first)));
}

function sumRowsChunk(task: usize, chunk: i32, thread: i32): void {
  const r = changetype<Reduction>(task);
  for (let row = chunk * r.chunk, end = min(r.rows, row + r.chunk); row < end; row++) {
    const sum = sumOf(r.from + ((<usize>row * <usize>r.columns) << 2), r.columns);
    store<f32>(r.to + ((<usize>row) << 2), <f32>(sum * r.scale));
  }
}

function sumOf(values: usize, count: i32): f64 {
  let first = f64x2.splat(0);
  let second = first;
  let index = 0;
  for (; index + 8 <= count; index += 8) {
    first = addLanes(first, v128.load(values));
    second = addLanes(second, v128.load(values, 16));
    values += 32;
  }
  for (; index < count; index += 4) {
    first = addLanes(first, loadLanes(values, count - index));
    values += 16;
  }
  return totalOf(f64x2.add(first, second));
}

/** `to [columns]`: the sum of each column of `from [rows, columns]`, times a factor; sums in double precision. */
export function sumColumns(to: usize, from: usize, rows: i32, columns: i32, scale: f64): void {
  columnSums(to, from, rows, columns, (<usize>columns) << 2);
  if (scale != 1) scaleBy(to, columns, <f32>scale);
}

/** `to [rows]`: the largest element of each row of `from [rows, columns]`; not a number if one of them is. */
export function largestOfRows(to: usize, from: usize, rows: i32, columns: i32): void {
  const bytes = (<usize>columns) << 2;
  for (let row = 0; row < rows; row++) store<f32>(to + ((<usize>row) << 2), largestOf(from + <usize>row * bytes, columns));
}
