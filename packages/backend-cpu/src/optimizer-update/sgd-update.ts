import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type SgdAttributes, SgdUpdate } from '@tidegate/ops';
import { updateParameters } from './groups.js';

/** Stochastic gradient descent, without or with momentum; see `sgdUpdate` for the equations. */
export const sgdUpdateKernel: KernelConfig = {
  kernelName: SgdUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const attributes = attrs as SgdAttributes;
    const { learningRate, momentum, nesterov } = attributes;
    return updateParameters(backend, inputs, attributes, ['velocity'], (given) => {
      const { from, to, gradient: g, parameter: p, newParameter: newP } = given;
      const [v] = given.state;
      const [newV] = given.newState;
      for (let i = from; i < to; i++) {
        let step = g[i] as number;
        if (v && newV) {
          newV[i] = momentum * (v[i] as number) + step;
          step = nesterov ? step + momentum * (newV[i] as number) : (newV[i] as number);
        }
        newP[i] = (p[i] as number) - learningRate * step;
      }
    });
  },
};
