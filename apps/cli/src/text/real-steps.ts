import { cast, expandDims, less, range, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs-core';

/** `[batch, time]`, float32: 1 at the real steps of each sequence, 0 where it is padded. */
export function realSteps(lengths: Tensor1D, time: number): Tensor2D {
  return tidy(() => cast(less(range(0, time, 1, 'int32'), expandDims(lengths, 1)), 'float32'));
}
