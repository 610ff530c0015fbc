import { expandDims, less, range, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

/** Which steps of which sequences are real: `[batch, time]`, bool. */
export function realSteps(time: number, lengths: Tensor1D): Tensor2D {
  return less(range(0, time, 1, 'int32'), expandDims(lengths, 1));
}
