import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * `left right + bias`, either factor transposed first. A factor of more than two axes counts as a matrix: its last axis are the columns, all
 * axes before it together the rows. One output: `[..., columns]` with the leading axes of `left`, or `[rows, columns]` if `left` is
 * transposed.
 */
export const MatrixProduct = 'MatrixProduct';

export interface MatrixProductInputs {
  /** `[...rows, inner]`, or `[...inner, rows]` if transposed; two axes or more. */
  readonly left: Tensor;
  /** `[...inner, columns]`, or `[...columns, inner]` if transposed; two axes or more. */
  readonly right: Tensor;
  /** `[columns]`, added to each row. */
  readonly bias?: Tensor1D;
}

export type MatrixProductAttributes = {
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
};
