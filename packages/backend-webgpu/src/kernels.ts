import type { KernelConfig } from '@tensorflow/tfjs-core';

/** The ops of Tidegate that are programs of their own here; the others run in their composed form. */
export const kernels: readonly KernelConfig[] = [];
