import { LstmSequence, type LstmSequenceAttributes, type LstmSequenceInputs } from '@tidegate/ops';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../activations.js';
import { addProduct } from '../matrix/add-product.js';
import { atTime, matrix } from '../matrix/matrix.js';
import { projectInputs, readRecurrence } from '../sequence/recurrence.js';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';

export const lstmSequenceKernel: KernelConfig = {
  kernelName: LstmSequence,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse, forgetBias } = attrs as LstmSequenceAttributes;
    const tensors = inputsOf<LstmSequenceInputs>(inputs);
    const { batch, time, hidden, recurrentKernel, initialH, visits } = readRecurrence(backend, tensors, reverse);
    /** First the projected inputs, then the sums that enter the activations, at last the activated i, f, g, o. */
    const gates = projectInputs(backend, tensors);
    const outputs = new Float32Array(batch * time * hidden);
    const cells = new Float32Array(batch * time * hidden);
    const h = initialH.slice();
    const c = readFloats(backend, tensors.initialC).slice();

    for (const step of visits.steps) {
      addProduct(atTime(gates, batch, time, 4 * hidden, step), matrix(h, batch, hidden), recurrentKernel);
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const output = (sequence * time + step) * hidden;
        const state = sequence * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const iAt = 4 * output + unit;
          const fAt = iAt + hidden;
          const gAt = fAt + hidden;
          const oAt = gAt + hidden;
          const i = sigmoid(gates[iAt] as number);
          const f = sigmoid((gates[fAt] as number) + forgetBias);
          const g = tanh(gates[gAt] as number);
          const o = sigmoid(gates[oAt] as number);
          const cell = f * (c[state + unit] as number) + i * g;
          const y = o * tanh(cell);
          gates[iAt] = i;
          gates[fAt] = f;
          gates[gAt] = g;
          gates[oAt] = o;
          c[state + unit] = cell;
          cells[output + unit] = cell;
          h[state + unit] = y;
          outputs[output + unit] = y;
        }
      }
    }
    return [
      makeOutput(backend, [batch, time, hidden], outputs),
      makeOutput(backend, [batch, hidden], h),
      makeOutput(backend, [batch, hidden], c),
      makeOutput(backend, [batch, time, 4 * hidden], gates),
      makeOutput(backend, [batch, time, hidden], cells),
    ];
  },
};
