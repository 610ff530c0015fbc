import { parallel } from '../threads/parallel';
import { scratch } from '../threads/scratch';
import { multiplyPanels } from './multiply-panels';
import { packPanels4, packPanels8 } from './pack';

/** Most steps of the depth that a tile sums at once: a panel of `b` then takes half of the first cache, the block of `a` stays in the second. */
const depthBlock: i32 = 512;
/** Chunks that the longer side is cut into, where it is long enough: near to equal shares for a few threads, even if one is disturbed. */
const mostChunks: i32 = 16;
/** Lanes of its own factor that a chunk packs at once, so that they stay in the second cache. */
const pieceLanes: i32 = 64;
/** Lanes that are packed in one chunk of work. */
const packedLanes: i32 = 64;
/** Most elements of the shared factor that are packed at once. */
const packedElements: i32 = 1 << 22;
/** Multiplications below which sharing the work costs more than it brings. */
const leastWork: f64 = 40000;

/**
 * A matrix product `c (+)= a b` that threads share. The longer side of `c` is cut into chunks; the factor that all of them need is packed
 * before, by all threads, and each chunk packs its part of the other. Strides in bytes: `aRow` from one row of `a` to the next, and so on.
 */
@unmanaged
class Product {
  c: usize;
  cRow: usize;
  a: usize;
  aRow: usize;
  aColumn: usize;
  b: usize;
  bRow: usize;
  bColumn: usize;
  rows: i32;
  columns: i32;
  /** The steps of the depth that are multiplied now, `[first, first + depth)`, in so many blocks. */
  first: i32;
  depth: i32;
  blocks: i32;
  accumulate: bool;
  /** Whether the columns are cut, and `a` is shared; else the rows are, and `b` is. */
  byColumns: bool;
  /** The packed shared factor: block after block, each in panels. */
  shared: usize;
  /** Lanes of the shared factor that are packed in one chunk of work. */
  packSize: i32;
  /** Chunks of multiplying, of about one size in panels. */
  chunks: i32;

  /** Rows or columns of the shared factor. */
  get sharedLanes(): i32 {
    return this.byColumns ? this.rows : this.columns;
  }

  get chunkedLanes(): i32 {
    return this.byColumns ? this.columns : this.rows;
  }

  /** Panels of the factor that is cut. */
  get panels(): i32 {
    return chunksOf(this.chunkedLanes, this.byColumns ? 8 : 4);
  }

  /** The lane that a chunk begins with. */
  chunkStart(chunk: i32): i32 {
    return min(this.chunkedLanes, ((this.panels * chunk) / this.chunks) * (this.byColumns ? 8 : 4));
  }

  /** Where a block of the depth begins, in blocks of about one size: 306 steps are two times 153, not 256 and 50. */
  blockStart(block: i32): i32 {
    return this.first + (this.depth * block) / this.blocks;
  }

  /** Where lanes of a packed block of the shared factor stand. */
  packedAt(block: i32, lane: i32): usize {
    const from = this.blockStart(block);
    const lanes = roundUp(this.sharedLanes, 8);
    return this.shared + ((<usize>lanes * <usize>(from - this.first) + <usize>lane * <usize>(this.blockStart(block + 1) - from)) << 2);
  }
}

const product = changetype<Product>(memory.data(offsetof<Product>(), 16));

/**
 * `c [rows, columns] (+)= a [rows, depth] b [depth, columns]`; the elements of a row of `c` lie side by side, the others have any strides, in
 * bytes.
 *
 * Each element is one sum over the depth in order: it does not depend on how the target is cut, nor on the number of threads.
 */
export function multiply(
  c: usize,
  cRow: usize,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  accumulate: bool,
): void {
  if (rows == 0 || columns == 0) return;
  const p = product;
  p.c = c;
  p.cRow = cRow;
  p.a = a;
  p.aRow = aRow;
  p.aColumn = aColumn;
  p.b = b;
  p.bRow = bRow;
  p.bColumn = bColumn;
  p.rows = rows;
  p.columns = columns;
  p.byColumns = columns > rows;
  const small = <f64>rows * <f64>columns * <f64>depth < leastWork;
  p.packSize = small ? p.sharedLanes : packedLanes;
  p.chunks = small ? 1 : min(mostChunks, p.panels);
  const lanes = roundUp(p.sharedLanes, 8);
  const segment = max(depthBlock, packedElements / lanes);
  p.shared = heap.alloc((<usize>lanes * <usize>min(depth, segment)) << 2);
  p.accumulate = accumulate;
  p.first = 0;
  do {
    p.depth = min(segment, depth - p.first);
    p.blocks = max(1, chunksOf(p.depth, depthBlock));
    parallel(packChunk.index, changetype<usize>(p), p.blocks * chunksOf(p.sharedLanes, p.packSize));
    parallel(multiplyChunk.index, changetype<usize>(p), p.chunks);
    p.accumulate = true;
    p.first += p.depth;
  } while (p.first < depth);
  heap.free(p.shared);
}

/** Packs some lanes of the shared factor, over one block of the depth. */
function packChunk(task: usize, chunk: i32, _thread: i32): void {
  const p = changetype<Product>(task);
  const parts = chunksOf(p.sharedLanes, p.packSize);
  const block = chunk / parts;
  const lane = (chunk % parts) * p.packSize;
  const lanes = min(p.packSize, p.sharedLanes - lane);
  const k = p.blockStart(block);
  const depth = p.blockStart(block + 1) - k;
  const to = p.packedAt(block, lane);
  if (p.byColumns) packPanels4(to, p.a + <usize>lane * p.aRow + <usize>k * p.aColumn, lanes, depth, p.aRow, p.aColumn);
  else packPanels8(to, p.b + <usize>lane * p.bColumn + <usize>k * p.bRow, lanes, depth, p.bColumn, p.bRow);
}

/** Multiplies some rows or some columns. */
function multiplyChunk(task: usize, chunk: i32, thread: i32): void {
  const p = changetype<Product>(task);
  const end = p.chunkStart(chunk + 1);
  for (let lane = p.chunkStart(chunk); lane < end; lane += pieceLanes) multiplyPiece(p, lane, min(pieceLanes, end - lane), scratch(thread));
}

function multiplyPiece(p: Product, lane: i32, lanes: i32, own: usize): void {
  const edge = own + ((pieceLanes * depthBlock) << 2);
  for (let block = 0; block < p.blocks; block++) {
    const k = p.blockStart(block);
    const depth = p.blockStart(block + 1) - k;
    const accumulate = p.accumulate || block > 0;
    const shared = p.packedAt(block, 0);
    if (p.byColumns) {
      packPanels8(own, p.b + <usize>lane * p.bColumn + <usize>k * p.bRow, lanes, depth, p.bColumn, p.bRow);
      multiplyPanels(p.c + ((<usize>lane) << 2), p.cRow, shared, own, p.rows, lanes, depth, accumulate, edge);
    } else {
      packPanels4(own, p.a + <usize>lane * p.aRow + <usize>k * p.aColumn, lanes, depth, p.aRow, p.aColumn);
      multiplyPanels(p.c + <usize>lane * p.cRow, p.cRow, own, shared, lanes, p.columns, depth, accumulate, edge);
    }
  }
}

function chunksOf(count: i32, size: i32): i32 {
  return (count + size - 1) / size;
}

function roundUp(count: i32, to: i32): i32 {
  return chunksOf(count, to) * to;
}
