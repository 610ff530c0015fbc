import { RnnSequence, type RnnSequenceAttributes, type RnnSequenceInputs, rnnActivations } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { projectInputs, sizeOf, stateFrom } from '../sequence/recurrence.js';

export const rnnSequenceKernel = defineKernel<RnnSequenceInputs, RnnSequenceAttributes>(
  RnnSequence,
  ({ inputs, attributes: { reverse, activation }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const outputs = wasm.allocate([batch, time, hidden]);
    const h = stateFrom(wasm, inputs.initialH, size);
    wasm.exports.rnnForward(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      projectInputs(wasm, inputs, outputs.address, hidden),
      wasm.addressIfPresent(inputs.bias),
      wasm.address(inputs.recurrentKernel),
      rnnActivations.indexOf(activation),
      inputs.initialH !== undefined,
      outputs.address,
      h.address,
    );
    return [outputs.info, h.info];
  },
);
