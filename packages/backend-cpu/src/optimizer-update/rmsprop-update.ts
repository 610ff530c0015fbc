import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type RmspropAttributes, RmspropUpdate } from '@tidegate/ops';
import { updateParameters } from './groups.js';

/** RMSprop, without or with momentum; see `rmspropUpdate` for the equations. */
export const rmspropUpdateKernel: KernelConfig = {
  kernelName: RmspropUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const attributes = attrs as RmspropAttributes;
    const { learningRate, smoothing, epsilon, momentum } = attributes;
    return updateParameters(backend, inputs, attributes, ['meanSquare', 'velocity'], (given) => {
      const { from, to, gradient: g, parameter: p, newParameter: newP } = given;
      const [s, v] = given.state as [Float32Array, Float32Array | undefined];
      const [newS, newV] = given.newState as [Float32Array, Float32Array | undefined];
      for (let i = from; i < to; i++) {
        const gradient = g[i] as number;
        const meanSquare = smoothing * (s[i] as number) + (1 - smoothing) * gradient * gradient;
        let step = gradient / (Math.sqrt(meanSquare) + epsilon);
        if (v && newV) {
          step += momentum * (v[i] as number);
          newV[i] = step;
        }
        newS[i] = meanSquare;
        newP[i] = (p[i] as number) - learningRate * step;
      }
    });
  },
};
