import { type SgdAttributes, SgdUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { ChangeRule } from './change-program.js';
import { changePrograms } from './change-tensors.js';
import { updateParameters } from './update-parameters.js';

const rule: ChangeRule = {
  name: SgdUpdate,
  roles: 1,
  touchedBy: 'given',
  uniforms: { learningRate: 'f32', momentum: 'f32', nesterov: 'u32' },
  change: /* wgsl */ `
  let gradient = given + coefficient * old.x;
  let velocity = uniforms.momentum * old.y + gradient;
  let step = select(velocity, gradient + uniforms.momentum * velocity, uniforms.nesterov != 0u);
  return vec3f(old.x - uniforms.learningRate * step, velocity, 0.0);`,
};
const plain = changePrograms(rule);
const withVelocity = changePrograms({ ...rule, roles: 2 });

/** Stochastic gradient descent, without or with momentum; see `sgdUpdate` of `@tidegate/ops` for the equations. */
export const sgdUpdateKernel = defineKernel<Record<string, unknown>, SgdAttributes>(SgdUpdate, (call) => {
  const { learningRate, momentum, nesterov } = call.attributes;
  const uniforms = { learningRate, momentum, nesterov: Number(nesterov) };
  if (momentum === 0) return updateParameters(call, plain, [], uniforms);
  return updateParameters(call, withVelocity, ['velocity'], uniforms);
});
