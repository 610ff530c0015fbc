import { type Matrix, withAdjacentColumns } from './matrix.js';

/**
 * `target += left right`; the elements of a row of `target` lie side by side.
 *
 * Four rows and four columns of the target are summed at a time, so that each value loaded from `left` or `right` serves four products.
 * Sums are made in double precision and rounded once. `| 0` tells the engine that an index stays a whole number, which saves a check.
 */
export function addProduct(target: Matrix, left: Matrix, right: Matrix): void {
  const { values: a, offset: aOffset, rowStride: aStride } = withAdjacentColumns(left);
  const { values: b, offset: bOffset, rowStride: bStride } = withAdjacentColumns(right);
  const { values: c, offset: cOffset, rowStride: cStride } = target;
  const inner = left.columns;
  const tiledRows = target.rows - (target.rows % 4);
  const tiledColumns = target.columns - (target.columns % 4);

  for (let row = 0; row < tiledRows; row += 4) {
    const a0 = (aOffset + row * aStride) | 0;
    const a1 = (a0 + aStride) | 0;
    const a2 = (a1 + aStride) | 0;
    const a3 = (a2 + aStride) | 0;
    for (let column = 0; column < tiledColumns; column += 4) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      let s23 = 0;
      let s30 = 0;
      let s31 = 0;
      let s32 = 0;
      let s33 = 0;
      let at = (bOffset + column) | 0;
      for (let k = 0; k < inner; k++) {
        const b0 = b[at] as number;
        const b1 = b[at + 1] as number;
        const b2 = b[at + 2] as number;
        const b3 = b[at + 3] as number;
        const x0 = a[a0 + k] as number;
        s00 += x0 * b0;
        s01 += x0 * b1;
        s02 += x0 * b2;
        s03 += x0 * b3;
        const x1 = a[a1 + k] as number;
        s10 += x1 * b0;
        s11 += x1 * b1;
        s12 += x1 * b2;
        s13 += x1 * b3;
        const x2 = a[a2 + k] as number;
        s20 += x2 * b0;
        s21 += x2 * b1;
        s22 += x2 * b2;
        s23 += x2 * b3;
        const x3 = a[a3 + k] as number;
        s30 += x3 * b0;
        s31 += x3 * b1;
        s32 += x3 * b2;
        s33 += x3 * b3;
        at = (at + bStride) | 0;
      }
      const c0 = (cOffset + row * cStride + column) | 0;
      addFour(c, c0, s00, s01, s02, s03);
      addFour(c, c0 + cStride, s10, s11, s12, s13);
      addFour(c, c0 + 2 * cStride, s20, s21, s22, s23);
      addFour(c, c0 + 3 * cStride, s30, s31, s32, s33);
    }
  }
  for (let row = tiledRows; row < target.rows; row++) addRow(target, left, right, row, tiledColumns);
  addElements(target, left, right, tiledColumns);
}

function addFour(values: Float32Array, at: number, s0: number, s1: number, s2: number, s3: number): void {
  values[at] = (values[at] as number) + s0;
  values[at + 1] = (values[at + 1] as number) + s1;
  values[at + 2] = (values[at + 2] as number) + s2;
  values[at + 3] = (values[at + 3] as number) + s3;
}

/** A row that the tiles leave over, up to `endColumn`, four columns at a time. */
function addRow(target: Matrix, left: Matrix, right: Matrix, row: number, endColumn: number): void {
  const { values: a, columnStride: aStep } = left;
  const { values: b, rowStride: bStride, columnStride: bStep } = right;
  for (let column = 0; column < endColumn; column += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let aAt = (left.offset + row * left.rowStride) | 0;
    let bAt = (right.offset + column * bStep) | 0;
    for (let k = 0; k < left.columns; k++) {
      const x = a[aAt] as number;
      s0 += x * (b[bAt] as number);
      s1 += x * (b[bAt + bStep] as number);
      s2 += x * (b[bAt + 2 * bStep] as number);
      s3 += x * (b[bAt + 3 * bStep] as number);
      aAt = (aAt + aStep) | 0;
      bAt = (bAt + bStride) | 0;
    }
    addFour(target.values, target.offset + row * target.rowStride + column, s0, s1, s2, s3);
  }
}

/** The columns that the tiles leave over, from `startColumn` on, one element at a time. */
function addElements(target: Matrix, left: Matrix, right: Matrix, startColumn: number): void {
  for (let row = 0; row < target.rows; row++) {
    for (let column = startColumn; column < target.columns; column++) {
      let a = left.offset + row * left.rowStride;
      let b = right.offset + column * right.columnStride;
      let total = 0;
      for (let k = 0; k < left.columns; k++) {
        total += (left.values[a] as number) * (right.values[b] as number);
        a += left.columnStride;
        b += right.rowStride;
      }
      const at = target.offset + row * target.rowStride + column;
      target.values[at] = (target.values[at] as number) + total;
    }
  }
}
