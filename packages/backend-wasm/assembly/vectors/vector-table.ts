/** One of a list of vectors that an op works on together, as 32-bit words in the order in which they are written from outside. */
@unmanaged
export class Vector {
  from: usize;
  /** Where its new values go; 0 if it gets none. */
  to: usize;
  length: i32;
  coefficient: f32;
  /** The number of its first chunk among those of all vectors. */
  firstChunk: i32;
}

/** Elements of one chunk of work. */
export const vectorChunk: i32 = 16384;

let table: usize = 0;
let capacity: i32 = 0;

/** Room for the description of this many vectors. */
export function vectorTable(count: i32): usize {
  if (count > capacity) {
    if (table) heap.free(table);
    // Should the allocation fail, nothing is remembered that is free.
    table = 0;
    capacity = 0;
    table = heap.alloc(<usize>count * offsetof<Vector>());
    capacity = count;
  }
  return table;
}

/** A vector of a table, which is given since each thread has globals of its own. */
export function vectorAt(from: usize, index: i32): Vector {
  return changetype<Vector>(from + <usize>index * offsetof<Vector>());
}

/** Chunks of all vectors together. */
export function chunksOfAll(from: usize, count: i32): i32 {
  const last = vectorAt(from, count - 1);
  return last.firstChunk + (last.length + vectorChunk - 1) / vectorChunk;
}

/** The place of the vector that a chunk belongs to. */
export function vectorOfChunk(from: usize, count: i32, chunk: i32): i32 {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (vectorAt(from, middle).firstChunk <= chunk) low = middle;
    else high = middle;
  }
  return low;
}
