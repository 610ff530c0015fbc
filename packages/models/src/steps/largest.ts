import { expandDims, less, max, type Tensor1D, type Tensor2D, type Tensor3D, where } from '@tensorflow/tfjs-core';
import { realSteps } from './real-steps.js';

/** The maximum of each feature over the real steps, `[batch, time, size]` to `[batch, size]`; zeros of an empty sequence. */
export function largest(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor2D {
  if (!lengths) return max(outputs, 1);
  const isReal = expandDims(realSteps(outputs.shape[1], lengths), 2);
  const isEmpty = expandDims(less(lengths, 1), 1);
  return where(isEmpty, 0, max(where(isReal, outputs, Number.NEGATIVE_INFINITY), 1)) as Tensor2D;
}
