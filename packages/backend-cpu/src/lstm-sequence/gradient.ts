import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type LstmSequenceAttributes, LstmSequenceGradient, type LstmSequenceGradientInputs } from '@tidegate/ops';
import { tanh } from '../activations.js';
import { addProduct } from '../matrix/add-product.js';
import { atTime, matrix, transposed, withAdjacentColumns } from '../matrix/matrix.js';
import { columnSums } from '../sequence/column-sums.js';
import { previousStates } from '../sequence/previous-states.js';
import { readRecurrence } from '../sequence/recurrence.js';
import { recurrentKernelGradient } from '../sequence/recurrent-kernel-gradient.js';
import { inputsOf, makeOutput, readFloats, readFloatsOrZeros } from '../tensors.js';

/** Back-propagation through time: the gradients of both parts of the state are carried along in `dh` and `dc`. */
export const lstmSequenceGradientKernel: KernelConfig = {
  kernelName: LstmSequenceGradient,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse } = attrs as LstmSequenceAttributes;
    const tensors = inputsOf<LstmSequenceGradientInputs>(inputs);
    const size = readRecurrence(backend, tensors, reverse);
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = size;
    const gates = readFloats(backend, tensors.gates);
    const cells = readFloats(backend, tensors.cells);
    const previousCells = previousStates(cells, tensors.initialC && readFloats(backend, tensors.initialC), size, visits);
    const dOutputs = readFloatsOrZeros(backend, tensors.outputsGradient, batch * time * hidden);
    const dh = readFloatsOrZeros(backend, tensors.hGradient, batch * hidden).slice();
    const dc = readFloatsOrZeros(backend, tensors.cGradient, batch * hidden).slice();
    const dProjected = new Float32Array(gates.length);

    const backwardKernel = withAdjacentColumns(transposed(recurrentKernel));

    for (const step of visits.steps.toReversed()) {
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const output = (sequence * time + step) * hidden;
        const state = sequence * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const iAt = 4 * output + unit;
          const fAt = iAt + hidden;
          const gAt = fAt + hidden;
          const oAt = gAt + hidden;
          const i = gates[iAt] as number;
          const f = gates[fAt] as number;
          const g = gates[gAt] as number;
          const o = gates[oAt] as number;
          const squashed = tanh(cells[output + unit] as number);
          const arriving = (dh[state + unit] as number) + (dOutputs[output + unit] as number);
          const dCell = (dc[state + unit] as number) + arriving * o * (1 - squashed * squashed);
          dProjected[iAt] = dCell * g * i * (1 - i);
          dProjected[fAt] = dCell * (previousCells[output + unit] as number) * f * (1 - f);
          dProjected[gAt] = dCell * i * (1 - g * g);
          dProjected[oAt] = arriving * squashed * o * (1 - o);
          dc[state + unit] = dCell * f;
          dh[state + unit] = 0;
        }
      }
      if (hasPreviousState(step)) addProduct(matrix(dh, batch, hidden), atTime(dProjected, batch, time, 4 * hidden, step), backwardKernel);
    }
    const previous = previousStates(readFloats(backend, tensors.outputs), initialH, size, visits);
    return [
      makeOutput(backend, [batch, time, 4 * hidden], dProjected),
      makeOutput(backend, [hidden, 4 * hidden], recurrentKernelGradient(previous, dProjected, hidden, 4 * hidden)),
      makeOutput(backend, [4 * hidden], columnSums(dProjected, 4 * hidden)),
      makeOutput(backend, [batch, hidden], dh),
      makeOutput(backend, [batch, hidden], dc),
    ];
  },
};
