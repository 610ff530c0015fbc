import { type RmspropAttributes, RmspropUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { updateParameters } from './update-parameters.js';

/** RMSprop, without or with momentum; see `rmspropUpdate` of `@tidegate/ops` for the equations. */
export const rmspropUpdateKernel = defineKernel<Record<string, unknown>, RmspropAttributes>(RmspropUpdate, (call) => {
  const { learningRate, smoothing, epsilon, momentum } = call.attributes;
  return updateParameters(call, ['meanSquare', 'velocity'], (count) =>
    call.wasm.exports.rmspropUpdate(count, smoothing, epsilon, momentum, learningRate),
  );
});
