import { parallel } from '../threads/parallel';
import { scratch } from '../threads/scratch';
import { multiplyPanels } from './multiply-panels';
import { packPanels4, packPanels8 } from './pack';

/** Most steps of the depth that are packed at once: a panel of `b` then fits the first cache, the block of `a` the second. */
const depthBlock: i32 = 256;
/** Rows of `a` that are packed at once. */
const rowBlock: i32 = 64;
/** Most columns of one chunk of work. */
const columnBlock: i32 = 512;
/** Multiplications below which cutting the work costs more than it brings. */
const leastWork: f64 = 40000;

/** A matrix product `c (+)= a b` that threads share. Strides in bytes: `aRow` from one row of `a` to the next, and so on. */
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
  depth: i32;
  accumulate: bool;
  chunkRows: i32;
  chunkColumns: i32;
  columnChunks: i32;
}

/** Bytes of scratch that a thread needs: packed `b`, packed `a`, one tile. */
export const productScratch: usize = (columnBlock + rowBlock) * depthBlock * 4 + 128;

const product = changetype<Product>(memory.data(offsetof<Product>(), 16));

/**
 * `c [rows, columns] (+)= a [rows, depth] b [depth, columns]`; the elements of a row of `c` lie side by side, the others have any strides, in
 * bytes.
 *
 * The target is cut into chunks, each computed by one thread over the whole depth: no sum depends on the number of threads.
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
  product.c = c;
  product.cRow = cRow;
  product.a = a;
  product.aRow = aRow;
  product.aColumn = aColumn;
  product.b = b;
  product.bRow = bRow;
  product.bColumn = bColumn;
  product.rows = rows;
  product.columns = columns;
  product.depth = depth;
  product.accumulate = accumulate;
  const parts = <f64>rows * <f64>columns * <f64>depth < leastWork ? 1 : 8;
  const wide = columns > rows;
  product.chunkRows = wide ? rows : roundUp(<i32>ceil<f64>(<f64>rows / <f64>parts), 4);
  product.chunkColumns = min(columnBlock, wide ? roundUp(<i32>ceil<f64>(<f64>columns / <f64>parts), 8) : columns);
  product.columnChunks = chunksOf(columns, product.chunkColumns);
  parallel(multiplyChunk.index, changetype<usize>(product), chunksOf(rows, product.chunkRows) * product.columnChunks);
}

function multiplyChunk(task: usize, chunk: i32, thread: i32): void {
  const p = changetype<Product>(task);
  const firstRow = (chunk / p.columnChunks) * p.chunkRows;
  const firstColumn = (chunk % p.columnChunks) * p.chunkColumns;
  const rows = min(p.chunkRows, p.rows - firstRow);
  const columns = min(p.chunkColumns, p.columns - firstColumn);
  const packedB = scratch(thread);
  const packedA = packedB + columnBlock * depthBlock * 4;
  const edge = packedA + rowBlock * depthBlock * 4;
  // Blocks of about one size: 306 steps as two times 153, not as 256 and 50.
  const blocks = max(1, chunksOf(p.depth, depthBlock));
  for (let block = 0; block < blocks; block++) {
    const k = (p.depth * block) / blocks;
    const depth = (p.depth * (block + 1)) / blocks - k;
    packPanels8(packedB, p.b + <usize>k * p.bRow + <usize>firstColumn * p.bColumn, columns, depth, p.bColumn, p.bRow);
    for (let row = 0; row < rows; row += rowBlock) {
      const height = min(rowBlock, rows - row);
      packPanels4(packedA, p.a + <usize>(firstRow + row) * p.aRow + <usize>k * p.aColumn, height, depth, p.aRow, p.aColumn);
      const target = p.c + <usize>(firstRow + row) * p.cRow + ((<usize>firstColumn) << 2);
      multiplyPanels(target, p.cRow, packedA, packedB, height, columns, depth, p.accumulate || block > 0, edge);
    }
  }
}

function chunksOf(count: i32, size: i32): i32 {
  return (count + size - 1) / size;
}

function roundUp(count: i32, to: i32): i32 {
  return chunksOf(count, to) * to;
}
