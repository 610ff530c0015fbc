import type { KernelConfig } from '@tensorflow/tfjs-core';
import { ClipByGlobalNorm, type ClipByGlobalNormAttributes, decodeGroup } from '@tidegate/ops';
import { makeOutput, readFloats } from '../tensors.js';

export const clipByGlobalNormKernel: KernelConfig = {
  kernelName: ClipByGlobalNorm,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { limit } = attrs as ClipByGlobalNormAttributes;
    const tensors = decodeGroup(inputs, 'gradient');
    const gradients = tensors.map((tensor) => readFloats(backend, tensor));
    let squares = 0;
    for (const gradient of gradients) for (const element of gradient) squares += element * element;
    const norm = Math.sqrt(squares);
    // Written so that a norm which is not a number makes all gradients so.
    const factor = norm <= limit ? 1 : limit / norm;
    return tensors.map(({ shape }, index) => {
      const gradient = gradients[index] as Float32Array;
      const clipped = new Float32Array(gradient.length);
      for (let i = 0; i < clipped.length; i++) clipped[i] = (gradient[i] as number) * factor;
      return makeOutput(backend, shape, clipped);
    });
  },
};
