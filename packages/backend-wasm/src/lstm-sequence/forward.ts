import { LstmSequence, type LstmSequenceAttributes, type LstmSequenceInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { projectInputs, sizeOf, stateFrom } from '../sequence/recurrence.js';

export const lstmSequenceKernel = defineKernel<LstmSequenceInputs, LstmSequenceAttributes>(
  LstmSequence,
  ({ inputs, attributes: { reverse, forgetBias }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const outputs = wasm.allocate([batch, time, hidden]);
    const gates = wasm.allocate([batch, time, 4 * hidden]);
    const cells = wasm.allocate([batch, time, hidden]);
    const h = stateFrom(wasm, inputs.initialH, size);
    const c = stateFrom(wasm, inputs.initialC, size);
    wasm.exports.lstmForward(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      projectInputs(wasm, inputs, gates.address, 4 * hidden),
      wasm.addressIfPresent(inputs.bias),
      wasm.address(inputs.recurrentKernel),
      forgetBias,
      inputs.initialH !== undefined,
      outputs.address,
      h.address,
      c.address,
      gates.address,
      cells.address,
    );
    return [outputs.info, h.info, c.info, gates.info, cells.info];
  },
);
