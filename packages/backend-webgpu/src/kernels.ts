import type { KernelConfig } from '@tensorflow/tfjs-core';
import { clipByGlobalNormKernel } from './clipping/clip-by-global-norm.js';
import { dropoutKernel } from './dropout/dropout.js';
import { embeddingKernel } from './embedding/embedding.js';
import { embeddingGradientKernel } from './embedding/gradient.js';
import { gruSequenceKernel } from './gru-sequence/forward.js';
import { gruSequenceGradientKernel } from './gru-sequence/gradient.js';
import { addL2Kernel } from './l2/add-l2.js';
import { l2PenaltyKernel } from './l2/l2-penalty.js';
import { sigmoidCrossEntropyKernel } from './losses/sigmoid-cross-entropy.js';
import { softmaxCrossEntropyKernel } from './losses/softmax-cross-entropy.js';
import { squaredErrorKernel } from './losses/squared-error.js';
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

/** The ops of Tidegate that are programs of their own here; the others run in their composed form. */
export const kernels: readonly KernelConfig[] = [
  matrixProductKernel,
  embeddingKernel,
  embeddingGradientKernel,
  dropoutKernel,
  rnnSequenceKernel,
  rnnSequenceGradientKernel,
  lstmSequenceKernel,
  lstmSequenceGradientKernel,
  gruSequenceKernel,
  gruSequenceGradientKernel,
  pooledConvolutionsKernel,
  pooledConvolutionsGradientKernel,
  sigmoidCrossEntropyKernel,
  softmaxCrossEntropyKernel,
  squaredErrorKernel,
  adamUpdateKernel,
  rmspropUpdateKernel,
  sgdUpdateKernel,
  clipByGlobalNormKernel,
  l2PenaltyKernel,
  addL2Kernel,
];
