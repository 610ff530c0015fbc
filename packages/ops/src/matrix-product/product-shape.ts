import { ShapeError } from '@tidegate/core';
import type { MatrixProductAttributes } from './contract.js';

/** The sizes of a product: `[rows, inner] x [inner, columns]`. */
export interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Of the result. */
  readonly shape: number[];
}

/**
 * What becomes of factors of these shapes, their leading axes counted together as rows.
 *
 * @throws ShapeError if a factor is no matrix, or the inner sizes differ
 */
export function productSizes(
  left: readonly number[],
  right: readonly number[],
  { transposeLeft, transposeRight }: MatrixProductAttributes,
): ProductSizes {
  if (left.length < 2) throw new ShapeError('matrixProduct', 'left', left, ['rows', 'columns']);
  const a = asMatrix(left);
  const b = asMatrix(right);
  const [rows, inner] = transposeLeft ? [a.columns, a.rows] : [a.rows, a.columns];
  const [depth, columns] = transposeRight ? [b.columns, b.rows] : [b.rows, b.columns];
  if (right.length < 2 || depth !== inner) {
    throw new ShapeError('matrixProduct', 'right', right, transposeRight ? ['columns', inner] : [inner, 'columns']);
  }
  return { rows, inner, columns, shape: transposeLeft ? [rows, columns] : [...left.slice(0, -1), columns] };
}

function asMatrix(shape: readonly number[]): { readonly rows: number; readonly columns: number } {
  let rows = 1;
  for (let axis = 0; axis < shape.length - 1; axis++) rows *= shape[axis] as number;
  return { rows, columns: shape[shape.length - 1] as number };
}
