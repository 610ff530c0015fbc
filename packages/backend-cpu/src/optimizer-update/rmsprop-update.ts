import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type RmspropAttributes, RmspropUpdate } from '@tidegate/ops';
import { emptyLike, makeOutputs, readGroup } from './groups.js';

/** RMSprop, without or with momentum; see `rmspropUpdate` for the equations. */
export const rmspropUpdateKernel: KernelConfig = {
  kernelName: RmspropUpdate,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { learningRate, smoothing, epsilon, momentum } = attrs as RmspropAttributes;
    const parameters = readGroup(backend, inputs, 'parameter');
    const gradients = readGroup(backend, inputs, 'gradient');
    const meanSquares = readGroup(backend, inputs, 'meanSquare');
    const velocities = readGroup(backend, inputs, 'velocity');

    const newParameters = emptyLike(parameters);
    const newMeanSquares = emptyLike(meanSquares);
    const newVelocities = emptyLike(velocities);
    parameters.forEach((p, index) => {
      const g = gradients[index] as Float32Array;
      const s = meanSquares[index] as Float32Array;
      const v = velocities[index];
      const newP = newParameters[index] as Float32Array;
      const newS = newMeanSquares[index] as Float32Array;
      const newV = newVelocities[index];
      for (let i = 0; i < p.length; i++) {
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
    return makeOutputs(backend, inputs, [newParameters, newMeanSquares, newVelocities]);
  },
};
