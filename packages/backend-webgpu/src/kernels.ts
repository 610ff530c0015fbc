import type { KernelConfig } from '@tensorflow/tfjs-core';
import { gruSequenceKernel } from './gru-sequence/forward.js';
import { gruSequenceGradientKernel } from './gru-sequence/gradient.js';
import { lstmSequenceKernel } from './lstm-sequence/forward.js';
import { lstmSequenceGradientKernel } from './lstm-sequence/gradient.js';
import { pooledConvolutionsKernel } from './pooled-convolutions/forward.js';
import { pooledConvolutionsGradientKernel } from './pooled-convolutions/gradient.js';
import { rnnSequenceKernel } from './rnn-sequence/forward.js';
import { rnnSequenceGradientKernel } from './rnn-sequence/gradient.js';

/** The ops of Tidegate that are programs of their own here; the others run in their composed form. */
export const kernels: readonly KernelConfig[] = [
  rnnSequenceKernel,
  rnnSequenceGradientKernel,
  lstmSequenceKernel,
  lstmSequenceGradientKernel,
  gruSequenceKernel,
  gruSequenceGradientKernel,
  pooledConvolutionsKernel,
  pooledConvolutionsGradientKernel,
];
