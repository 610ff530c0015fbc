import { getKernel, getKernelsForBackend, registerKernel } from '@tensorflow/tfjs-core';
import { opNames } from '@tidegate/ops';
import { kernels } from './kernels.js';

/**
 * Every op of TensorFlow.js that has no kernel here runs as the plain-JavaScript backend's, on our tensors.
 *
 * The ops of Tidegate do not, though that backend may have kernels for them as well: what runs, and so every last bit, would depend on
 * which backend was started before.
 */
export function registerGeneralKernels(backendName: string): void {
  const ours = new Set([...opNames, ...kernels.map(({ kernelName }) => kernelName)]);
  for (const kernel of getKernelsForBackend('cpu')) {
    const { kernelName } = kernel;
    if (!ours.has(kernelName) && !getKernel(kernelName, backendName)) registerKernel({ ...kernel, backendName });
  }
}
