import type { KernelConfig } from '@tensorflow/tfjs-core';
import { LstmSequence, type LstmSequenceAttributes, type LstmSequenceInputs } from '@tidegate/ops';
import { applySigmoid, applyTanh, tanh } from '../activations.js';
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
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = readRecurrence(backend, tensors, reverse);
    /** First the projected inputs, then the sums that enter the activations, at last the activated i, f, g, o. */
    const gates = projectInputs(backend, tensors);
    const outputs = new Float32Array(batch * time * hidden);
    const cells = new Float32Array(batch * time * hidden);
    const h = initialH?.slice() ?? new Float32Array(batch * hidden);
    const c = tensors.initialC ? readFloats(backend, tensors.initialC).slice() : new Float32Array(batch * hidden);

    for (const step of visits.steps) {
      if (hasPreviousState(step)) addProduct(atTime(gates, batch, time, 4 * hidden, step), matrix(h, batch, hidden), recurrentKernel);
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const output = (sequence * time + step) * hidden;
        const state = sequence * hidden;
        applySigmoid(gates, 4 * output, 4 * output + hidden);
        applySigmoid(gates, 4 * output + hidden, 4 * output + 2 * hidden, forgetBias);
        applyTanh(gates, 4 * output + 2 * hidden, 4 * output + 3 * hidden);
        applySigmoid(gates, 4 * output + 3 * hidden, 4 * output + 4 * hidden);
        for (let unit = 0; unit < hidden; unit++) {
          const iAt = 4 * output + unit;
          const i = gates[iAt] as number;
          const f = gates[iAt + hidden] as number;
          const g = gates[iAt + 2 * hidden] as number;
          const o = gates[iAt + 3 * hidden] as number;
          const cell = f * (c[state + unit] as number) + i * g;
          const y = o * tanh(cell);
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
