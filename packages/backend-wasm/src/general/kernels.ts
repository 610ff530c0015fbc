import type { KernelConfig } from '@tensorflow/tfjs-core';
import { addNKernel } from './add-n.js';
import { binaryKernels } from './binary.js';
import { castKernel } from './cast.js';
import { concatKernel } from './concat.js';
import { fillKernel, onesLikeKernel, zerosLikeKernel } from './fill.js';
import { gatherKernel, unsortedSegmentSumKernel } from './gather.js';
import { batchMatMulKernel, fusedMatMulKernel } from './mat-mul.js';
import { packKernel, unpackKernel } from './pack.js';
import { reductionKernels } from './reductions.js';
import { reverseKernel } from './reverse.js';
import { sliceKernel } from './slice.js';
import { softmaxKernel } from './softmax.js';
import { splitKernel } from './split.js';
import { transposeKernel } from './transpose.js';
import { unaryKernels } from './unary.js';

/** The ops of TensorFlow.js itself that are compiled. */
export const generalKernels: readonly KernelConfig[] = [
  ...binaryKernels,
  ...unaryKernels,
  ...reductionKernels,
  addNKernel,
  batchMatMulKernel,
  castKernel,
  concatKernel,
  fillKernel,
  fusedMatMulKernel,
  gatherKernel,
  onesLikeKernel,
  packKernel,
  reverseKernel,
  sliceKernel,
  softmaxKernel,
  splitKernel,
  transposeKernel,
  unpackKernel,
  unsortedSegmentSumKernel,
  zerosLikeKernel,
];
