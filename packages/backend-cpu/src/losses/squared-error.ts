import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type LossAttributes, SquaredError, type SquaredErrorInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';
import { lossScale } from './loss-scale.js';

/** The squared error of all elements, and its gradient `2 (prediction - target)`. */
export const squaredErrorKernel: KernelConfig = {
  kernelName: SquaredError,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { predictions, targets, weights } = inputsOf<SquaredErrorInputs>(inputs);
    const { reduction } = attrs as LossAttributes;
    const y = readFloats(backend, predictions); // [elements]
    const t = readFloats(backend, targets); // [elements]
    const w = weights && readFloats(backend, weights); // [elements]
    const gradient = new Float32Array(y.length);
    const scale = lossScale(reduction, y.length, w);

    let total = 0;
    for (let i = 0; i < y.length; i++) {
      const weight = w ? (w[i] as number) : 1;
      const difference = (y[i] as number) - (t[i] as number);
      total += weight * difference * difference;
      gradient[i] = scale * weight * 2 * difference;
    }
    return [makeOutput(backend, [], Float32Array.of(scale * total)), makeOutput(backend, predictions.shape, gradient)];
  },
};
