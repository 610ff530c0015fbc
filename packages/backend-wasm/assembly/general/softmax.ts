import { largestOf, scaleBy, shiftedExponentials } from '../math/softmax';
import { parallel } from '../threads/parallel';
import { chunksOf } from './chunks';

/** Elements of one chunk of work, and below which one thread does all. */
const chunkElements: i32 = 8192;

@unmanaged
class Softmax {
  to: usize;
  from: usize;
  rows: i32;
  columns: i32;
  chunkRows: i32;
}

const softmaxTask = changetype<Softmax>(memory.data(offsetof<Softmax>(), 16));

/** `to [rows, columns]`: of each row `e^x` as shares of their sum. */
export function softmax(to: usize, from: usize, rows: i32, columns: i32): void {
  softmaxTask.to = to;
  softmaxTask.from = from;
  softmaxTask.rows = rows;
  softmaxTask.columns = columns;
  softmaxTask.chunkRows = max(1, chunkElements / max(1, columns));
  parallel(softmaxChunk.index, changetype<usize>(softmaxTask), chunksOf(rows, softmaxTask.chunkRows));
}

function softmaxChunk(task: usize, chunk: i32, thread: i32): void {
  const s = changetype<Softmax>(task);
  for (let row = chunk * s.chunkRows, end = min(s.rows, row + s.chunkRows); row < end; row++) {
    const at = (<usize>row * <usize>s.columns) << 2;
    const sum = shiftedExponentials(s.to + at, s.from + at, s.columns, largestOf(s.from + at, s.columns));
    scaleBy(s.to + at, s.columns, <f32>(1 / sum));
  }
}
