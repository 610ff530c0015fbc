import type { KernelConfig } from '@tensorflow/tfjs-core';
import { lstmSequenceKernel } from './lstm-sequence/forward.js';
import { lstmSequenceGradientKernel } from './lstm-sequence/gradient.js';
import { matrixProductKernel } from './matrix-product/matrix-product.js';

/** The compiled ops. */
export const kernels: readonly KernelConfig[] = [matrixProductKernel, lstmSequenceKernel, lstmSequenceGradientKernel];
