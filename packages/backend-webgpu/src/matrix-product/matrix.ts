import type { TensorInfo } from '@tensorflow/tfjs-core';

/** Columns of a wider matrix. */
export interface ColumnRange {
  readonly start: number;
  readonly count: number;
}

/** How a float32 matrix lies in its tensor, in elements. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly start: number;
  /** From a row to the next. */
  readonly stride: number;
}

/** A tensor of rank 2, or of a higher one with its last axis as columns; or some columns of it. */
export function matrix({ shape }: TensorInfo, range?: ColumnRange): Matrix {
  const stride = shape.at(-1) as number;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const { start, count } = range ?? { start: 0, count: stride };
  return { rows, columns: count, start, stride };
}
