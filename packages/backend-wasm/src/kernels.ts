import type { KernelConfig } from '@tensorflow/tfjs-core';
import { embeddingKernel } from './embedding/embedding.js';
import { embeddingGradientKernel } from './embedding/gradient.js';
import { gruSequenceKernel } from './gru-sequence/forward.js';
import { gruSequenceGradientKernel } from './gru-sequence/gradient.js';
import { lstmSequenceKernel } from './lstm-sequence/forward.js';
import { lstmSequenceGradientKernel } from './lstm-sequence/gradient.js';
import { matrixProductKernel } from './matrix-product/matrix-product.js';
import { adamUpdateKernel } from './optimizer-update/adam-update.js';
import { rmspropUpdateKernel } from './optimizer-update/rmsprop-update.js';
import { sgdUpdateKernel } from './optimizer-update/sgd-update.js';
import { pooledConvolutionsKernel } from './pooled-convolutions/forward.js';
import { pooledConvolutionsGradientKernel } from './pooled-convolutions/gradient.js';
import { rnnSequenceKernel } from './rnn-sequence/forward.js';
import { rnnSequenceGradientKernel } from './rnn-sequence/gradient.js';

/** The compiled ops. */
export const kernels: readonly KernelConfig[] = [
  matrixProductKernel,
  rnnSequenceKernel,
  rnnSequenceGradientKernel,
  lstmSequenceKernel,
  lstmSequenceGradientKernel,
  gruSequenceKernel,
  gruSequenceGradientKernel,
  embeddingKernel,
  embeddingGradientKernel,
  pooledConvolutionsKernel,
  pooledConvolutionsGradientKernel,
  adamUpdateKernel,
  rmspropUpdateKernel,
  sgdUpdateKernel,
];
