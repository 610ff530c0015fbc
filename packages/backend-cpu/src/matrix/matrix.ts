/** A matrix that lies somewhere in an array: element (i, j) is at `offset + i * rowStride + j * columnStride`. */
export interface Matrix {
  readonly values: Float32Array;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** All of an array, row by row. */
export function matrix(values: Float32Array, rows: number, columns: number): Matrix {
  return { values, offset: 0, rows, columns, rowStride: columns, columnStride: 1 };
}

export function transposed({ values, offset, rows, columns, rowStride, columnStride }: Matrix): Matrix {
  return { values, offset, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride };
}

/** The columns from `from` up to but without `to`. */
export function columns(whole: Matrix, from: number, to: number): Matrix {
  return { ...whole, offset: whole.offset + from * whole.columnStride, columns: to - from };
}

/** What stands at one time step in `[batch, time, features]`: `[batch, features]`. */
export function atTime(values: Float32Array, batch: number, time: number, features: number, step: number): Matrix {
  return { values, offset: step * features, rows: batch, columns: features, rowStride: time * features, columnStride: 1 };
}

/** The same matrix with the elements of a row side by side: itself, or a copy. */
export function withAdjacentColumns(source: Matrix): Matrix {
  const { values, offset, rows, columns, rowStride, columnStride } = source;
  if (columnStride === 1) return source;
  const copy = new Float32Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) copy[at++] = values[offset + row * rowStride + column * columnStride] as number;
  }
  return matrix(copy, rows, columns);
}
