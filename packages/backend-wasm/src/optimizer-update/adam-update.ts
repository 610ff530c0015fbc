import { type AdamAttributes, AdamUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { updateParameters } from './update-parameters.js';

/** Adam, and AdamW by its weight decay; see `adamUpdate` of `@tidegate/ops` for the equations. */
export const adamUpdateKernel = defineKernel<Record<string, unknown>, AdamAttributes>(AdamUpdate, (call) => {
  const { learningRate, beta1, beta2, epsilon, weightDecay, step } = call.attributes;
  const rate = learningRate / (1 - beta1 ** step);
  const correction = 1 / Math.sqrt(1 - beta2 ** step);
  const kept = 1 - learningRate * weightDecay;
  return updateParameters(call, ['firstMoment', 'secondMoment'], (count) =>
    call.wasm.exports.adamUpdate(count, beta1, beta2, rate, correction, epsilon, kept),
  );
});
