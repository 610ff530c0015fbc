import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type CrossEntropyAttributes, SigmoidCrossEntropy, type SigmoidCrossEntropyInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';
import { lossScale } from './loss-scale.js';

/** The cross-entropy `softplus(x) - t x` of all logits x, and its gradient `sigmoid(x) - t`. */
export const sigmoidCrossEntropyKernel: KernelConfig = {
  kernelName: SigmoidCrossEntropy,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { logits, targets, weights } = inputsOf<SigmoidCrossEntropyInputs>(inputs);
    const { reduction, labelSmoothing } = attrs as CrossEntropyAttributes;
    const x = readFloats(backend, logits); // [elements]
    const t = readFloats(backend, targets); // [elements]
    const w = weights && readFloats(backend, weights); // [elements]
    const gradient = new Float32Array(x.length);
    const scale = lossScale(reduction, x.length, w);

    let total = 0;
    for (let i = 0; i < x.length; i++) {
      const weight = w ? (w[i] as number) : 1;
      const logit = x[i] as number;
      const target = (1 - labelSmoothing) * (t[i] as number) + labelSmoothing / 2;
      // The exponential of a number below 0 cannot overflow.
      const small = Math.exp(-Math.abs(logit));
      const softplus = Math.max(logit, 0) + Math.log1p(small);
      const sigmoid = (logit >= 0 ? 1 : small) / (1 + small);
      total += weight * (softplus - target * logit);
      gradient[i] = scale * weight * (sigmoid - target);
    }
    return [makeOutput(backend, [], Float32Array.of(scale * total)), makeOutput(backend, logits.shape, gradient)];
  },
};
