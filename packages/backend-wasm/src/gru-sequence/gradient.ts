import { type GruSequenceAttributes, GruSequenceGradient, type GruSequenceGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { sizeOf, stateFrom } from '../sequence/recurrence.js';

export const gruSequenceGradientKernel = defineKernel<GruSequenceGradientInputs, GruSequenceAttributes>(
  GruSequenceGradient,
  ({ inputs, attributes: { reverse, resetAfter }, wasm }) => {
    const size = sizeOf(inputs);
    const { batch, time, hidden } = size;
    const projectedGradient = wasm.allocate([batch, time, 3 * hidden]);
    const recurrentKernelGradient = wasm.allocate([hidden, 3 * hidden]);
    const biasGradient = wasm.allocate([3 * hidden]);
    const recurrentBiasGradient = wasm.allocate([3 * hidden]);
    const dh = stateFrom(wasm, inputs.hGradient, size);
    wasm.exports.gruGradient(
      batch,
      time,
      hidden,
      reverse,
      wasm.addressIfPresent(inputs.lengths),
      wasm.address(inputs.recurrentKernel),
      resetAfter,
      wasm.addressIfPresent(inputs.initialH),
      wasm.address(inputs.outputs),
      wasm.address(inputs.gates),
      wasm.addressIfPresent(inputs.outputsGradient),
      dh.address,
      projectedGradient.address,
      recurrentKernelGradient.address,
      biasGradient.address,
      recurrentBiasGradient.address,
    );
    return [projectedGradient.info, recurrentKernelGradient.info, biasGradient.info, recurrentBiasGradient.info, dh.info];
  },
);
