import { parallel } from '../threads/parallel';
import { chunksOf, leastShared } from './chunks';

/** Rows of one chunk of work. */
const chunkRows: i32 = 32;

@unmanaged
class Transposition {
  to: usize;
  from: usize;
  rows: i32;
  columns: i32;
  chunksOfMatrix: i32;
}

const transposition = changetype<Transposition>(memory.data(offsetof<Transposition>(), 16));

/** `to [matrices, columns, rows]` from `from [matrices, rows, columns]`. */
export function transpose(to: usize, from: usize, matrices: i32, rows: i32, columns: i32): void {
  transposition.to = to;
  transposition.from = from;
  transposition.rows = rows;
  transposition.columns = columns;
  transposition.chunksOfMatrix = chunksOf(rows, chunkRows);
  const chunks = matrices * transposition.chunksOfMatrix;
  const task = changetype<usize>(transposition);
  if (<f64>matrices * <f64>rows * <f64>columns < leastShared) for (let chunk = 0; chunk < chunks; chunk++) transposeChunk(task, chunk, 0);
  else parallel(transposeChunk.index, task, chunks);
}

function transposeChunk(task: usize, chunk: i32, thread: i32): void {
  const t = changetype<Transposition>(task);
  const matrix = (<usize>(chunk / t.chunksOfMatrix) * <usize>t.rows * <usize>t.columns) << 2;
  const firstRow = (chunk % t.chunksOfMatrix) * chunkRows;
  const endRow = min(t.rows, firstRow + chunkRows);
  for (let row = firstRow; row < endRow; row += 4) {
    let column = 0;
    if (row + 4 <= endRow) for (; column + 4 <= t.columns; column += 4) transposeBlock(t, matrix, row, column);
    for (; column < t.columns; column++) {
      for (let each = row; each < min(endRow, row + 4); each++) {
        const value = load<u32>(t.from + matrix + ((<usize>each * <usize>t.columns + <usize>column) << 2));
        store<u32>(t.to + matrix + ((<usize>column * <usize>t.rows + <usize>each) << 2), value);
      }
    }
  }
}

/** Four rows by four columns. */
function transposeBlock(t: Transposition, matrix: usize, row: i32, column: i32): void {
  const fromStep = (<usize>t.columns) << 2;
  const toStep = (<usize>t.rows) << 2;
  const from = t.from + matrix + <usize>row * fromStep + ((<usize>column) << 2);
  const to = t.to + matrix + <usize>column * toStep + ((<usize>row) << 2);
  const r0 = v128.load(from);
  const r1 = v128.load(from + fromStep);
  const r2 = v128.load(from + 2 * fromStep);
  const r3 = v128.load(from + 3 * fromStep);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + toStep, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * toStep, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * toStep, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}
