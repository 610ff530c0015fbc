import type { KernelConfig } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type CrossEntropyAttributes, SoftmaxCrossEntropy, type SoftmaxCrossEntropyInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats, readIntegers } from '../tensors.js';
import { lossScale } from './loss-scale.js';

/**
 * The cross-entropy `sum(q) log(sum(exp(x))) - sum(q x)` of all rows of logits x with targets q, and its gradient `sum(q) softmax(x) - q`.
 * A target is 1 at the right class, then smoothed, then multiplied by the weights of the classes.
 */
export const softmaxCrossEntropyKernel: KernelConfig = {
  kernelName: SoftmaxCrossEntropy,
  backendName: 'cpu',
  kernelFunc({ inputs, backend, attrs }) {
    const { logits, classIds, weights, classWeights } = inputsOf<SoftmaxCrossEntropyInputs>(inputs);
    const { reduction, labelSmoothing } = attrs as CrossEntropyAttributes;
    const classes = logits.shape.at(-1) as number;
    const x = readFloats(backend, logits); // [rows, classes]
    const ids = readIntegers(backend, classIds); // [rows]
    const w = weights && readFloats(backend, weights); // [rows]
    const c = classWeights && readFloats(backend, classWeights); // [classes]
    const gradient = new Float32Array(x.length); // [rows, classes]
    const scale = lossScale(reduction, ids.length, c ? countedWeights(ids, w, c) : w);
    const spread = labelSmoothing / classes;
    const spreadOfAll = spread * (c ? c.reduce((sum, weight) => sum + weight, 0) : classes);

    let total = 0;
    for (let row = 0; row < ids.length; row++) {
      const weight = w ? (w[row] as number) : 1;
      if (weight === 0) continue;
      const id = ids[row] as number;
      assertClass(id, row, classes);
      const chosen = (1 - labelSmoothing) * (c ? (c[id] as number) : 1);
      const all = chosen + spreadOfAll;
      const start = row * classes;
      const end = start + classes;

      let largest = Number.NEGATIVE_INFINITY;
      for (let i = start; i < end; i++) largest = Math.max(largest, x[i] as number);
      let sum = 0;
      for (let i = start; i < end; i++) sum += Math.exp((x[i] as number) - largest);
      for (let i = start; i < end; i++) gradient[i] = (scale * weight * all * Math.exp((x[i] as number) - largest)) / sum;
      gradient[start + id] = (gradient[start + id] as number) - scale * weight * chosen;
      let loss = all * (largest + Math.log(sum)) - chosen * (x[start + id] as number);
      if (spread > 0) {
        for (let i = start; i < end; i++) {
          const target = spread * (c ? (c[i - start] as number) : 1);
          gradient[i] = (gradient[i] as number) - scale * weight * target;
          loss -= target * (x[i] as number);
        }
      }
      total += weight * loss;
    }
    return [makeOutput(backend, [], Float32Array.of(scale * total)), makeOutput(backend, logits.shape, gradient)];
  },
};

/** What each row counts in a mean: its weight times that of its class; 0 for a row that is left out, whatever its id. */
function countedWeights(ids: Int32Array, weights: Float32Array | undefined, classWeights: Float32Array): Float32Array {
  return Float32Array.from(ids, (id, row) => {
    const weight = weights ? (weights[row] as number) : 1;
    return weight === 0 ? 0 : weight * (classWeights[id] ?? 0);
  });
}

function assertClass(id: number, row: number, classes: number): void {
  if (id >= 0 && id < classes) return;
  throw new ArgumentError('softmaxCrossEntropy', `classIds[${row}]`, id, `a class from 0 to ${classes - 1}, or its weight 0`);
}
