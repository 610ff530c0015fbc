import { type SgdAttributes, SgdUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { updateParameters } from './update-parameters.js';

/** Stochastic gradient descent, without or with momentum; see `sgdUpdate` of `@tidegate/ops` for the equations. */
export const sgdUpdateKernel = defineKernel<Record<string, unknown>, SgdAttributes>(SgdUpdate, (call) => {
  const { learningRate, momentum, nesterov } = call.attributes;
  return updateParameters(call, ['velocity'], (count) => call.wasm.exports.sgdUpdate(count, momentum, nesterov, learningRate));
});
