import { type RnnSequenceAttributes, RnnSequenceGradient, type RnnSequenceGradientInputs, rnnActivations } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { sizeOf, stateFrom } from '../sequence/recurrence.js';

export const rnnSequenceGradientKernel = defineKernel<RnnSequenceGradientInputs, RnnSequenceAttributes>(
  RnnSequenceGradient,
  ({ inputs, attributes: { reverse, activation }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const projectedGradient = wasm.allocate([batch, time, hidden]);
    const recurrentKernelGradient = wasm.allocate([hidden, hidden]);
    const biasGradient = wasm.allocate([hidden]);
    const dh = stateFrom(wasm, inputs.hGradient, size);
    wasm.exports.rnnGradient(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      wasm.address(inputs.recurrentKernel),
      rnnActivations.indexOf(activation),
      wasm.addressIfPresent(inputs.initialH),
      wasm.address(inputs.outputs),
      wasm.addressIfPresent(inputs.outputsGradient),
      dh.address,
      projectedGradient.address,
      recurrentKernelGradient.address,
      biasGradient.address,
    );
    return [projectedGradient.info, recurrentKernelGradient.info, biasGradient.info, dh.info];
  },
);
