import { type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { EmbeddingGradient, hasKernel, runKernel } from '@tidegate/ops';

/** The numbers of the rows of a matrix that are not zero everywhere, ascending. */
export function touchedRows(matrix: Float32Array, columns: number): Int32Array {
  const rows = matrix.length / columns;
  const touched = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * columns;
    let place = row * columns;
    while (place < end && matrix[place] === 0) place++;
    if (place < end) touched[count++] = row;
  }
  return touched.subarray(0, count);
}

/** Rows of a matrix by their numbers; `values` is `[rows.length, columns]`. */
export interface Rows {
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** Those rows of a matrix. */
export function takeRows(matrix: Float32Array, rows: Int32Array, columns: number): Float32Array {
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => {
    values.set(matrix.subarray(row * columns, (row + 1) * columns), index * columns);
  });
  return values;
}

/** A matrix that is zero but for some rows, for the caller to dispose; rows of one number are added, in their order. */
export function matrixOfRows({ rows, values }: Rows, [count, columns]: readonly [number, number]): Tensor {
  if (rows.length > 0 && hasKernel(EmbeddingGradient)) {
    return tidy(() => {
      const given = { ids: tensor1d(rows), outputGradient: tensor2d(values, [rows.length, columns]) };
      return runKernel(EmbeddingGradient, given, { rows: count })[0] as Tensor;
    });
  }
  const matrix = new Float32Array(count * columns);
  rows.forEach((row, index) => {
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      matrix[place] = (matrix[place] as number) + (values[index * columns + column] as number);
    }
  });
  return tensor2d(matrix, [count, columns]);
}
