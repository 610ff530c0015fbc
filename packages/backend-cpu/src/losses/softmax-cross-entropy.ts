import type { KernelConfig } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type LossAttributes, SoftmaxCrossEntropy, type SoftmaxCrossEntropyInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats, readIntegers } from '../tensors.js';
import { lossScale } from './loss-scale.js';

/** The cross-entropy `log(sum(exp(x))) - x[id]` of all rows of logits x, and its gradient `softmax(x) - oneHot(id)`. */
export const softmaxCrossEntropyKernel: KernelConfig = {
  kernelName: SoftmaxCrossEntropy,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { logits, classIds, weights } = inputsOf<SoftmaxCrossEntropyInputs>(inputs);
    const { reduction } = attrs as LossAttributes;
    const classes = logits.shape.at(-1) as number;
    const x = readFloats(backend, logits); // [rows, classes]
    const ids = readIntegers(backend, classIds); // [rows]
    const w = weights && readFloats(backend, weights); // [rows]
    const gradient = new Float32Array(x.length); // [rows, classes]
    const scale = lossScale(reduction, ids.length, w);

    let total = 0;
    for (let row = 0; row < ids.length; row++) {
      const weight = w ? (w[row] as number) : 1;
      if (weight === 0) continue;
      const id = ids[row] as number;
      assertClass(id, row, classes);
      const start = row * classes;
      const end = start + classes;

      let largest = Number.NEGATIVE_INFINITY;
      for (let i = start; i < end; i++) largest = Math.max(largest, x[i] as number);
      let sum = 0;
      for (let i = start; i < end; i++) sum += Math.exp((x[i] as number) - largest);
      for (let i = start; i < end; i++) gradient[i] = (scale * weight * Math.exp((x[i] as number) - largest)) / sum;
      gradient[start + id] = (gradient[start + id] as number) - scale * weight;
      total += weight * (largest + Math.log(sum) - (x[start + id] as number));
    }
    return [makeOutput(backend, [], Float32Array.of(scale * total)), makeOutput(backend, logits.shape, gradient)];
  },
};

function assertClass(id: number, row: number, classes: number): void {
  if (id >= 0 && id < classes) return;
  throw new ArgumentError('softmaxCrossEntropy', `classIds[${row}]`, id, `a class from 0 to ${classes - 1}, or its weight 0`);
}
