import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type AdamAttributes, AdamUpdate } from '@tidegate/ops';
import { emptyLike, makeOutputs, readGroup } from './groups.js';

/** Adam, and AdamW by its weight decay; see `adamUpdate` for the equations. */
export const adamUpdateKernel: KernelConfig = {
  kernelName: AdamUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { learningRate, beta1, beta2, epsilon, weightDecay, step } = attrs as AdamAttributes;
    const rate = learningRate / (1 - beta1 ** step);
    const correction = 1 / Math.sqrt(1 - beta2 ** step);
    const kept = 1 - learningRate * weightDecay;
    const parameters = readGroup(backend, inputs, 'parameter');
    const gradients = readGroup(backend, inputs, 'gradient');
    const firstMoments = readGroup(backend, inputs, 'firstMoment');
    const secondMoments = readGroup(backend, inputs, 'secondMoment');

    const newParameters = emptyLike(parameters);
    const newFirst = emptyLike(firstMoments);
    const newSecond = emptyLike(secondMoments);
    parameters.forEach((p, index) => {
      const g = gradients[index] as Float32Array;
      const m = firstMoments[index] as Float32Array;
      const v = secondMoments[index] as Float32Array;
      const newP = newParameters[index] as Float32Array;
      const newM = newFirst[index] as Float32Array;
      const newV = newSecond[index] as Float32Array;
      for (let i = 0; i < p.length; i++) {
        const gradient = g[i] as number;
        const first = beta1 * (m[i] as number) + (1 - beta1) * gradient;
        const second = beta2 * (v[i] as number) + (1 - beta2) * gradient * gradient;
        newM[i] = first;
        newV[i] = second;
        newP[i] = kept * (p[i] as number) - (rate * first) / (Math.sqrt(second) * correction + epsilon);
      }
    });
    return makeOutputs(backend, inputs, [newParameters, newFirst, newSecond]);
  },
};
