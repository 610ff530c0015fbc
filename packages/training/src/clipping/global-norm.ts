import { concat1d, reshape, type Scalar, scalar, sqrt, square, sum, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { ByParameter } from '../optimizers/optimizer.js';

/** The Euclidean norm of all gradients taken as one vector, `[]`; 0 if there are none. */
export function globalNorm(gradients: Readonly<ByParameter>): Scalar {
  return tidy(() => {
    const vectors = Object.values(gradients).map((gradient): Tensor1D => reshape(gradient, [-1]));
    // One concatenation costs fewer kernels than a sum of squares for each gradient.
    return vectors.length === 0 ? scalar(0) : sqrt(sum(square(concat1d(vectors))));
  });
}
