import { abs, max, notEqual, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** Which rows of a gradient `[rows, size]` are not zero everywhere: `[rows, 1]`, bool. */
export function touchedRows(gradient: Tensor2D): Tensor {
  return notEqual(max(abs(gradient), 1, true), 0);
}
