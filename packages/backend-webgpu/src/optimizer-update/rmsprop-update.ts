import { type RmspropAttributes, RmspropUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { ChangeRule } from './change-program.js';
import { changePrograms } from './change-tensors.js';
import { updateParameters } from './update-parameters.js';

const rule: ChangeRule = {
  name: RmspropUpdate,
  roles: 2,
  touchedBy: 'given',
  uniforms: { smoothing: 'f32', restOfSmoothing: 'f32', momentum: 'f32', learningRate: 'f32', epsilon: 'f32' },
  change: /* wgsl */ `
  let gradient = given + coefficient * old.x;
  let square = uniforms.smoothing * old.y + uniforms.restOfSmoothing * (gradient * gradient);
  let step = uniforms.momentum * old.z + gradient / (sqrt(square) + uniforms.epsilon);
  return vec3f(old.x - uniforms.learningRate * step, square, step);`,
};
const plain = changePrograms(rule);
const withVelocity = changePrograms({ ...rule, roles: 3 });

/** RMSprop, without or with momentum; see `rmspropUpdate` of `@tidegate/ops` for the equations. */
export const rmspropUpdateKernel = defineKernel<Record<string, unknown>, RmspropAttributes>(RmspropUpdate, (call) => {
  const { learningRate, smoothing, epsilon, momentum } = call.attributes;
  const uniforms = { smoothing, restOfSmoothing: 1 - smoothing, momentum, learningRate, epsilon };
  if (momentum === 0) return updateParameters(call, plain, ['meanSquare'], uniforms);
  return updateParameters(call, withVelocity, ['meanSquare', 'velocity'], uniforms);
});
