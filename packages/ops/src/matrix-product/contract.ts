import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** `left right + bias`, either factor transposed first: one output, `[rows, columns]`. */
export const MatrixProduct = 'MatrixProduct';

export interface MatrixProductInputs {
  /** `[rows, inner]`, or `[inner, rows]` if transposed. */
  readonly left: Tensor2D;
  /** `[inner, columns]`, or `[columns, inner]` if transposed. */
  readonly right: Tensor2D;
  /** `[columns]`, added to each row. */
  readonly bias?: Tensor1D;
}

export type MatrixProductAttributes = {
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
};
