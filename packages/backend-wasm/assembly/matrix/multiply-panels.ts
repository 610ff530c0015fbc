import { tile2x8, tile4x8 } from './tile';

/**
 * `c (+)= a b` of packed operands: `a` as panels of 4 rows (a last one of 1 or 2 rows as 2), `b` as panels of 8 columns, both of this depth.
 *
 * Each element is the sum over the depth in order, whatever the tile that it falls in: how a matrix is cut does not change a bit.
 *
 * @param stride bytes from one row of `c` to the next
 * @param edge room for one tile, 128 bytes, of this thread
 */
export function multiplyPanels(
  c: usize,
  stride: usize,
  a: usize,
  b: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  accumulate: bool,
  edge: usize,
): void {
  const aPanel = (<usize>depth) << 4;
  const bPanel = (<usize>depth) << 5;
  for (let column = 0; column < columns; column += 8) {
    const width = columns - column;
    let left = a;
    let target = c + ((<usize>column) << 2);
    for (let row = 0; row < rows; row += 4) {
      const height = rows - row;
      if (width >= 8 && height >= 4) tile4x8(left, b, depth, target, stride, accumulate);
      else if (width >= 8 && height == 2) tile2x8(left, b, depth, target, stride, accumulate);
      else multiplyEdge(target, stride, left, b, min(4, height), min(8, width), depth, accumulate, edge);
      left += aPanel;
      target += stride << 2;
    }
    b += bPanel;
  }
}

/** A tile of which only some rows and columns are wanted. */
function multiplyEdge(
  c: usize,
  stride: usize,
  a: usize,
  b: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  accumulate: bool,
  edge: usize,
): void {
  if (accumulate) copyBlock(edge, 32, c, stride, rows, columns);
  if (rows > 2) tile4x8(a, b, depth, edge, 32, accumulate);
  else tile2x8(a, b, depth, edge, 32, accumulate);
  copyBlock(c, stride, edge, 32, rows, columns);
}

function copyBlock(to: usize, toStride: usize, from: usize, fromStride: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(to + ((<usize>column) << 2), load<f32>(from + ((<usize>column) << 2)));
    }
    to += toStride;
    from += fromStride;
  }
}
