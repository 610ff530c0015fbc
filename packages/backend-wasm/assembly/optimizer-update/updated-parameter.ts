/**
 * One parameter of an update, as 32-bit words in the order in which they are written from outside. A parameter is rows of columns: its own
 * where the gradient comes by rows, else rows of one element.
 */
@unmanaged
export class UpdatedParameter {
  parameter: usize;
  /** Of all elements, or of the touched rows one after the other. */
  gradient: usize;
  /** What the optimizer remembers of each element; 0 if it does not. */
  firstState: usize;
  secondState: usize;
  /** Where the new values go, which may be where the old ones are. */
  newParameter: usize;
  newFirstState: usize;
  newSecondState: usize;
  l2: f32;
  rows: i32;
  columns: i32;
  /** Whether rows with a gradient of zero everywhere stay as they are. */
  touchedRowsOnly: i32;
  /** The rows that the gradient has, ascending; 0 if it has all. */
  touchedRows: usize;
  touchedCount: i32;
  /** Rows of one chunk of work. */
  chunkRows: i32;
  /** The number of its first chunk among those of all parameters. */
  firstChunk: i32;
}

let table: usize = 0;
let capacity: i32 = 0;

/** Room for the description of this many parameters. */
export function parameterTable(count: i32): usize {
  if (count > capacity) {
    if (table) heap.free(table);
    // Should the allocation fail, nothing is remembered that is free.
    table = 0;
    capacity = 0;
    table = heap.alloc(<usize>count * offsetof<UpdatedParameter>());
    capacity = count;
  }
  return table;
}

export function parameterAt(index: i32): UpdatedParameter {
  return changetype<UpdatedParameter>(table + <usize>index * offsetof<UpdatedParameter>());
}

/** The parameter that a chunk belongs to; `from` is the table, since each thread has globals of its own. */
export function parameterOfChunk(from: usize, count: i32, chunk: i32): UpdatedParameter {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (changetype<UpdatedParameter>(from + <usize>middle * offsetof<UpdatedParameter>()).firstChunk <= chunk) low = middle;
    else high = middle;
  }
  return changetype<UpdatedParameter>(from + <usize>low * offsetof<UpdatedParameter>());
}
