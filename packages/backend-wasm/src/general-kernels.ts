import { getKernel, getKernelsForBackend, registerKernel } from '@tensorflow/tfjs-core';
import { opNames } from '@tidegate/ops';
import { generalKernels } from './general/kernels.js';

/**
 * Ops of TensorFlow.js itself: those that are compiled, and every other as the plain-JavaScript backend's, on our tensors.
 *
 * The ops of Tidegate do not, though that backend may have kernels for them as well: what runs, and so every last bit, would depend on
 * which backend was started before.
 */
export function registerGeneralKernels(backendName: string): void {
  const ours = new Set(opNames);
  for (const kernel of [...generalKernels, ...getKernelsForBackend('cpu')]) {
    const { kernelName } = kernel;
    if (!ours.has(kernelName) && !getKernel(kernelName, backendName)) registerKernel({ ...kernel, backendName });
  }
}
