import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type RnnSequenceAttributes, RnnSequenceGradient, type RnnSequenceGradientInputs } from '@tidegate/ops';
import { activations } from '../activations.js';
import { addProduct } from '../matrix/add-product.js';
import { atTime, matrix, transposed, withAdjacentColumns } from '../matrix/matrix.js';
import { columnSums } from '../sequence/column-sums.js';
import { previousStates } from '../sequence/previous-states.js';
import { readRecurrence } from '../sequence/recurrence.js';
import { recurrentKernelGradient } from '../sequence/recurrent-kernel-gradient.js';
import { inputsOf, makeOutput, readFloats, readFloatsOrZeros } from '../tensors.js';

/** Back-propagation through time: from the last visited step to the first, the gradient of the state is carried along in `dh`. */
export const rnnSequenceGradientKernel: KernelConfig = {
  kernelName: RnnSequenceGradient,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse, activation } = attrs as RnnSequenceAttributes;
    const tensors = inputsOf<RnnSequenceGradientInputs>(inputs);
    const size = readRecurrence(backend, tensors, reverse);
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = size;
    const { derivative } = activations[activation];
    const outputs = readFloats(backend, tensors.outputs);
    const dOutputs = readFloatsOrZeros(backend, tensors.outputsGradient, batch * time * hidden);
    const dh = readFloatsOrZeros(backend, tensors.hGradient, batch * hidden).slice();
    const dProjected = new Float32Array(outputs.length);

    const backwardKernel = withAdjacentColumns(transposed(recurrentKernel));

    for (const step of visits.steps.toReversed()) {
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const output = (sequence * time + step) * hidden;
        const state = sequence * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const arriving = (dh[state + unit] as number) + (dOutputs[output + unit] as number);
          dProjected[output + unit] = arriving * derivative(outputs[output + unit] as number);
          dh[state + unit] = 0;
        }
      }
      if (hasPreviousState(step)) addProduct(matrix(dh, batch, hidden), atTime(dProjected, batch, time, hidden, step), backwardKernel);
    }
    const previous = previousStates(outputs, initialH, size, visits);
    return [
      makeOutput(backend, [batch, time, hidden], dProjected),
      makeOutput(backend, [hidden, hidden], recurrentKernelGradient(previous, dProjected, hidden, hidden)),
      makeOutput(backend, [hidden], columnSums(dProjected, hidden)),
      makeOutput(backend, [batch, hidden], dh),
    ];
  },
};
