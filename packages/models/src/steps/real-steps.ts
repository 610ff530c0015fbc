import { cast, expandDims, less, range, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

/** Which steps of which sequences are real: 1 or 0, `[batch, time]`, float32. */
export function realSteps(time: number, lengths: Tensor1D): Tensor2D {
  return cast(less(range(0, time, 1, 'int32'), expandDims(lengths, 1)), 'float32');
}
