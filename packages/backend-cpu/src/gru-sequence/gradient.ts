import type { KernelConfig } from '@tensorflow/tfjs-core';
import { type GruSequenceAttributes, GruSequenceGradient, type GruSequenceGradientInputs } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { atTime, columns, matrix, transposed, withAdjacentColumns } from '../matrix/matrix.js';
import { columnSums } from '../sequence/column-sums.js';
import { previousStates } from '../sequence/previous-states.js';
import { readRecurrence } from '../sequence/recurrence.js';
import { inputsOf, makeOutput, readFloats, readFloatsOrZeros } from '../tensors.js';

/** Back-propagation through time: the gradient of the state is carried along in `dh`. */
export const gruSequenceGradientKernel: KernelConfig = {
  kernelName: GruSequenceGradient,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { reverse, resetAfter } = attrs as GruSequenceAttributes;
    const tensors = inputsOf<GruSequenceGradientInputs>(inputs);
    const size = readRecurrence(backend, tensors, reverse);
    const { batch, time, hidden, recurrentKernel, initialH, visits, hasPreviousState } = size;
    const outputs = readFloats(backend, tensors.outputs);
    const gates = readFloats(backend, tensors.gates);
    const previous = previousStates(outputs, initialH, size, visits);
    const dOutputs = readFloatsOrZeros(backend, tensors.outputsGradient, batch * time * hidden);
    const dh = readFloatsOrZeros(backend, tensors.hGradient, batch * hidden).slice();
    /** Of r, z and n before their activations, `[batch, time, 3 * hidden]`. */
    const dProjected = new Float32Array(3 * outputs.length);
    /** The same for the recurrent products, which differs in the third part: q instead of n. */
    const dRecurrent = new Float32Array(3 * outputs.length);
    /** The state that was multiplied for the candidate: before the product, the reset gate has shrunk it. */
    const offered = resetAfter ? previous : new Float32Array(outputs.length);
    const dOffered = new Float32Array(batch * hidden);
    const gatesBackward = withAdjacentColumns(transposed(columns(recurrentKernel, 0, 2 * hidden)));
    const candidateBackward = withAdjacentColumns(transposed(columns(recurrentKernel, 2 * hidden, 3 * hidden)));

    for (const step of visits.steps.toReversed()) {
      for (let sequence = 0; sequence < batch; sequence++) {
        if (!visits.isReal(sequence, step)) continue;
        const row = (sequence * time + step) * hidden;
        for (let unit = 0; unit < hidden; unit++) {
          const rAt = 4 * row + unit;
          const r = gates[rAt] as number;
          const z = gates[rAt + hidden] as number;
          const n = gates[rAt + 2 * hidden] as number;
          const q = gates[rAt + 3 * hidden] as number;
          const state = previous[row + unit] as number;
          const arriving = (dh[sequence * hidden + unit] as number) + (dOutputs[row + unit] as number);
          const dn = arriving * (1 - z) * (1 - n * n);
          const dz = arriving * (state - n) * z * (1 - z);
          const at = 3 * row + unit;
          if (resetAfter) dProjected[at] = dn * q * r * (1 - r);
          else offered[row + unit] = r * state;
          dProjected[at + hidden] = dz;
          dProjected[at + 2 * hidden] = dn;
          dRecurrent[at + 2 * hidden] = resetAfter ? dn * r : dn;
          dh[sequence * hidden + unit] = arriving * z;
        }
      }
      const dCandidate = columns(atTime(dRecurrent, batch, time, 3 * hidden, step), 2 * hidden, 3 * hidden);
      const dGates = columns(atTime(dProjected, batch, time, 3 * hidden, step), 0, 2 * hidden);
      if (resetAfter) {
        addProduct(matrix(dh, batch, hidden), dCandidate, candidateBackward);
      } else {
        dOffered.fill(0);
        addProduct(matrix(dOffered, batch, hidden), dCandidate, candidateBackward);
        for (let sequence = 0; sequence < batch; sequence++) {
          if (!visits.isReal(sequence, step)) continue;
          const row = (sequence * time + step) * hidden;
          for (let unit = 0; unit < hidden; unit++) {
            const r = gates[4 * row + unit] as number;
            const arriving = dOffered[sequence * hidden + unit] as number;
            const at = sequence * hidden + unit;
            dProjected[3 * row + unit] = arriving * (previous[row + unit] as number) * r * (1 - r);
            dh[at] = (dh[at] as number) + arriving * r;
          }
        }
      }
      if (hasPreviousState(step)) addProduct(matrix(dh, batch, hidden), dGates, gatesBackward);
    }

    const rows = batch * time;
    copyColumns(dProjected, dRecurrent, 3 * hidden, 2 * hidden);
    const dRecurrentKernel = new Float32Array(hidden * 3 * hidden);
    const kernelGradient = matrix(dRecurrentKernel, hidden, 3 * hidden);
    const dRecurrentRows = matrix(dRecurrent, rows, 3 * hidden);
    const ofGates = [0, 2 * hidden] as const;
    const ofCandidate = [2 * hidden, 3 * hidden] as const;
    addProduct(columns(kernelGradient, ...ofGates), transposed(matrix(previous, rows, hidden)), columns(dRecurrentRows, ...ofGates));
    addProduct(columns(kernelGradient, ...ofCandidate), transposed(matrix(offered, rows, hidden)), columns(dRecurrentRows, ...ofCandidate));
    return [
      makeOutput(backend, [batch, time, 3 * hidden], dProjected),
      makeOutput(backend, [hidden, 3 * hidden], dRecurrentKernel),
      makeOutput(backend, [3 * hidden], columnSums(dProjected, 3 * hidden)),
      makeOutput(backend, [3 * hidden], columnSums(dRecurrent, 3 * hidden)),
      makeOutput(backend, [batch, hidden], dh),
    ];
  },
};

/** The first `count` columns of each row of `width`. */
function copyColumns(from: Float32Array, to: Float32Array, width: number, count: number): void {
  for (let start = 0; start < from.length; start += width) to.set(from.subarray(start, start + count), start);
}
