import { concat1d, div, maximum, mul, reshape, sqrt, square, sum, type Tensor, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import { assertFloats } from '../op/assert-dtype.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { encodeGroups } from '../op/tensor-groups.js';
import { ClipByGlobalNorm, type ClipByGlobalNormAttributes } from './contract.js';

/**
 * Scales all gradients by one factor so that the Euclidean norm of all, taken as one vector, is at most `limit`; smaller ones keep their
 * values (Pascanu, Mikolov and Bengio, arXiv 1211.5063). Not differentiable.
 *
 * @param gradients float32, of any shapes
 * @returns new tensors in their shapes, in their order
 * @throws ArgumentError if a gradient is of another type
 */
export function clipByGlobalNorm(gradients: readonly Tensor[], attributes: ClipByGlobalNormAttributes): Tensor[] {
  assertFloats('clipByGlobalNorm', 'gradients', gradients);
  if (gradients.length === 0) return [];
  if (!hasKernel(ClipByGlobalNorm)) return composedClipByGlobalNorm(gradients, attributes);
  return runKernel(ClipByGlobalNorm, encodeGroups({ gradient: gradients }), attributes);
}

/** The same in plain TensorFlow.js ops. */
export function composedClipByGlobalNorm(gradients: readonly Tensor[], { limit }: ClipByGlobalNormAttributes): Tensor[] {
  return tidy(() => {
    const vectors = gradients.map((gradient): Tensor1D => reshape(gradient, [-1]));
    // One concatenation costs fewer kernels than a sum of squares for each gradient.
    const factor = div(limit, maximum(sqrt(sum(square(concat1d(vectors)))), limit));
    return gradients.map((gradient) => mul(gradient, factor));
  });
}
