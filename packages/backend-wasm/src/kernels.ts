import type { KernelConfig } from '@tensorflow/tfjs-core';
import { matrixProductKernel } from './matrix-product/matrix-product.js';

/** The compiled ops. */
export const kernels: readonly KernelConfig[] = [matrixProductKernel];
