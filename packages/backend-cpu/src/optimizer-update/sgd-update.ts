import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type SgdAttributes, SgdUpdate } from '@tidegate/ops';
import { makeOutputs, readGroup } from './groups.js';

/** Stochastic gradient descent, without or with momentum; see `sgdUpdate` for the equations. */
export const sgdUpdateKernel: KernelConfig = {
  kernelName: SgdUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { learningRate, momentum, nesterov } = attrs as SgdAttributes;
    const parameters = readGroup(backend, inputs, 'parameter');
    const gradients = readGroup(backend, inputs, 'gradient');
    const velocities = readGroup(backend, inputs, 'velocity');

    const newVelocities = velocities.map((velocity, index) => accelerate(velocity, gradients[index] as Float32Array, momentum));
    const newParameters = parameters.map((parameter, index) => {
      const g = gradients[index] as Float32Array;
      const v = newVelocities[index];
      if (v === undefined) return descend(parameter, g, learningRate);
      return descend(parameter, nesterov ? accelerate(v, g, momentum) : v, learningRate);
    });
    return makeOutputs(backend, inputs, [newParameters, newVelocities]);
  },
};

/** `momentum v + g` */
function accelerate(v: Float32Array, g: Float32Array, momentum: number): Float32Array {
  const result = new Float32Array(v.length);
  for (let i = 0; i < v.length; i++) result[i] = momentum * (v[i] as number) + (g[i] as number);
  return result;
}

/** `p - learningRate step` */
function descend(p: Float32Array, step: Float32Array, learningRate: number): Float32Array {
  const result = new Float32Array(p.length);
  for (let i = 0; i < p.length; i++) result[i] = (p[i] as number) - learningRate * (step[i] as number);
  return result;
}
