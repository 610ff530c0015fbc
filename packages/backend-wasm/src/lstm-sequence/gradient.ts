import { type LstmSequenceAttributes, LstmSequenceGradient, type LstmSequenceGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { sizeOf, stateFrom } from '../sequence/recurrence.js';

export const lstmSequenceGradientKernel = defineKernel<LstmSequenceGradientInputs, LstmSequenceAttributes>(
  LstmSequenceGradient,
  ({ inputs, attributes: { reverse }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const projectedGradient = wasm.allocate([batch, time, 4 * hidden]);
    const recurrentKernelGradient = wasm.allocate([hidden, 4 * hidden]);
    const biasGradient = wasm.allocate([4 * hidden]);
    const dh = stateFrom(wasm, inputs.hGradient, size);
    const dc = stateFrom(wasm, inputs.cGradient, size);
    wasm.exports.lstmGradient(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      wasm.address(inputs.recurrentKernel),
      wasm.addressIfPresent(inputs.initialH),
      wasm.addressIfPresent(inputs.initialC),
      wasm.address(inputs.outputs),
      wasm.address(inputs.gates),
      wasm.address(inputs.cells),
      wasm.addressIfPresent(inputs.outputsGradient),
      dh.address,
      dc.address,
      projectedGradient.address,
      recurrentKernelGradient.address,
      biasGradient.address,
    );
    return [projectedGradient.info, recurrentKernelGradient.info, biasGradient.info, dh.info, dc.info];
  },
);
