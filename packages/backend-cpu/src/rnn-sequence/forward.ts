import type { KernelConfig } from '@tensorflow/tfjs-core';
import { RnnSequence, type RnnSequenceAttributes, type RnnSequenceInputs } from '@tidegate/ops';
import { activations } from '../activations.js';
import { addProduct } from '../matrix/add-product.js';
import { atTime, matrix } from '../matrix/matrix.js';
import { projectInputs, readRecurrence } from '../sequence/recurrence.js';
import { inputsOf, makeOutput } from '../tensors.js';

export const rnnSequenceKernel: KernelConfig = {
  kernelName: RnnSequence,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse, activation } = attrs as RnnSequenceAttributes;
    const tensors = inputsOf<RnnSequenceInputs>(inputs);
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = readRecurrence(backend, tensors, reverse);
    const { value } = activations[activation];
    const projected = projectInputs(backend, tensors);
    const outputs = new Float32Array(batch * time * hidden);
    const h = initialH?.slice() ?? new Float32Array(batch * hidden);

    for (const step of visits.steps) {
      if (hasPreviousState(step)) addProduct(atTime(projected, batch, time, hidden, step), matrix(h, batch, hidden), recurrentKernel);
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const output = (sequence * time + step) * hidden;
        const state = sequence * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const y = value(projected[output + unit] as number);
          h[state + unit] = y;
          outputs[output + unit] = y;
        }
      }
    }
    return [makeOutput(backend, [batch, time, hidden], outputs), makeOutput(backend, [batch, hidden], h)];
  },
};
