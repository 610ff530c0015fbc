import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type AdamAttributes, AdamUpdate } from '@tidegate/ops';
import { updateParameters } from './groups.js';

/** Adam, and AdamW by its weight decay; see `adamUpdate` for the equations. */
export const adamUpdateKernel: KernelConfig = {
  kernelName: AdamUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const attributes = attrs as AdamAttributes;
    const { learningRate, beta1, beta2, epsilon, weightDecay, step } = attributes;
    const rate = learningRate / (1 - beta1 ** step);
    const correction = 1 / Math.sqrt(1 - beta2 ** step);
    const kept = 1 - learningRate * weightDecay;
    return updateParameters(backend, inputs, attributes, ['firstMoment', 'secondMoment'], (given) => {
      const { from, to, gradient: g, parameter: p, newParameter: newP } = given;
      const [m, v] = given.state as [Float32Array, Float32Array];
      const [newM, newV] = given.newState as [Float32Array, Float32Array];
      for (let i = from; i < to; i++) {
        const gradient = g[i] as number;
        const first = beta1 * (m[i] as number) + (1 - beta1) * gradient;
        const second = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
        newM[i] = first;
        newV[i] = second;
        newP[i] = kept * (p[i] as number) - (rate * first) / (Math.sqrt(second) * correction + epsilon);
      }
    });
  },
};
