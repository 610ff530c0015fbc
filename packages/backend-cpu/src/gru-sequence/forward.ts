import type { KernelConfig } from '@tensorflow/tfjs-core';
import { GruSequence, type GruSequenceAttributes, type GruSequenceInputs } from '@tidegate/ops';
import { sigmoid, tanh } from '../activations.js';
import { addProduct } from '../matrix/add-product.js';
import { columns, matrix } from '../matrix/matrix.js';
import { fillRows } from '../matrix-product/matrix-product.js';
import { projectInputs, readRecurrence } from '../sequence/recurrence.js';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';

export const gruSequenceKernel: KernelConfig = {
  kernelName: GruSequence,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse, resetAfter } = attrs as GruSequenceAttributes;
    const tensors = inputsOf<GruSequenceInputs>(inputs);
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = readRecurrence(backend, tensors, reverse);
    const recurrentBias = tensors.recurrentBias ? readFloats(backend, tensors.recurrentBias) : new Float32Array(3 * hidden);
    const projected = projectInputs(backend, tensors);
    const outputs = new Float32Array(batch * time * hidden);
    const gates = new Float32Array(batch * time * 4 * hidden);
    const h = initialH?.slice() ?? new Float32Array(batch * hidden);
    /** The state, or where the reset comes before the product, the part of it that the reset gate lets through. */
    const offered = new Float32Array(batch * hidden);
    const recurrent = new Float32Array(batch * 3 * hidden);
    const recurrentRows = matrix(recurrent, batch, 3 * hidden);

    for (const step of visits.steps) {
      fillRows(recurrent, recurrentBias);
      if (hasPreviousState(step)) {
        addProduct(columns(recurrentRows, 0, 2 * hidden), matrix(h, batch, hidden), columns(recurrentKernel, 0, 2 * hidden));
      }
      for (let sequence = 0; sequence < batch; sequence++) {
        const row = (sequence * time + step) * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const sum = 3 * sequence * hidden + unit;
          const r = sigmoid((projected[3 * row + unit] as number) + (recurrent[sum] as number));
          const z = sigmoid((projected[3 * row + hidden + unit] as number) + (recurrent[sum + hidden] as number));
          gates[4 * row + unit] = r;
          gates[4 * row + hidden + unit] = z;
          const state = h[sequence * hidden + unit] as number;
          offered[sequence * hidden + unit] = resetAfter ? state : r * state;
        }
      }
      addProduct(
        columns(recurrentRows, 2 * hidden, 3 * hidden),
        matrix(offered, batch, hidden),
        columns(recurrentKernel, 2 * hidden, 3 * hidden),
      );
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const row = (sequence * time + step) * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const rAt = 4 * row + unit;
          const r = gates[rAt] as number;
          const z = gates[rAt + hidden] as number;
          const q = recurrent[(3 * sequence + 2) * hidden + unit] as number;
          const n = tanh((projected[3 * row + 2 * hidden + unit] as number) + (resetAfter ? r * q : q));
          const y = (1 - z) * n + z * (h[sequence * hidden + unit] as number);
          gates[rAt + 2 * hidden] = n;
          gates[rAt + 3 * hidden] = q;
          h[sequence * hidden + unit] = y;
          outputs[row + unit] = y;
        }
      }
    }
    return [
      makeOutput(backend, [batch, time, hidden], outputs),
      makeOutput(backend, [batch, hidden], h),
      makeOutput(backend, [batch, time, 4 * hidden], gates),
    ];
  },
};
