import { GruSequence, type GruSequenceAttributes, type GruSequenceInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { projectInputs, sizeOf, stateFrom } from '../sequence/recurrence.js';

export const gruSequenceKernel = defineKernel<GruSequenceInputs, GruSequenceAttributes>(
  GruSequence,
  ({ inputs, attributes: { reverse, resetAfter }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const outputs = wasm.allocate([batch, time, hidden]);
    const gates = wasm.allocate([batch, time, 4 * hidden]);
    const h = stateFrom(wasm, inputs.initialH, size);
    wasm.exports.gruForward(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      projectInputs(wasm, inputs, gates.address, 4 * hidden),
      wasm.addressIfPresent(inputs.bias),
      wasm.addressIfPresent(inputs.recurrentBias),
      wasm.address(inputs.recurrentKernel),
      resetAfter,
      inputs.initialH !== undefined,
      outputs.address,
      h.address,
      gates.address,
    );
    return [outputs.info, h.info, gates.info];
  },
);
