import { type AdamAttributes, AdamUpdate } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { changePrograms } from './change-tensors.js';
import { updateParameters } from './update-parameters.js';

const programs = changePrograms({
  name: AdamUpdate,
  roles: 3,
  touchedBy: 'given',
  uniforms: {
    beta1: 'f32',
    restOfBeta1: 'f32',
    beta2: 'f32',
    restOfBeta2: 'f32',
    rate: 'f32',
    correction: 'f32',
    epsilon: 'f32',
    kept: 'f32',
  },
  change: /* wgsl */ `
  let gradient = given + coefficient * old.x;
  let first = uniforms.beta1 * old.y + uniforms.restOfBeta1 * gradient;
  let second = uniforms.beta2 * old.z + uniforms.restOfBeta2 * (gradient * gradient);
  let root = sqrt(second) / uniforms.correction + uniforms.epsilon;
  return vec3f(uniforms.kept * old.x - (first / root) * uniforms.rate, first, second);`,
});

/** Adam, and AdamW by its weight decay; see `adamUpdate` of `@tidegate/ops` for the equations. */
export const adamUpdateKernel = defineKernel<Record<string, unknown>, AdamAttributes>(AdamUpdate, (call) => {
  const { learningRate, beta1, beta2, epsilon, weightDecay, step } = call.attributes;
  return updateParameters(call, programs, ['firstMoment', 'secondMoment'], {
    beta1,
    // Of numbers with all their digits: 1 - beta as a float would be off by as much as 1e-5 of itself.
    restOfBeta1: 1 - beta1,
    beta2,
    restOfBeta2: 1 - beta2,
    rate: learningRate / (1 - beta1 ** step),
    correction: Math.sqrt(1 - beta2 ** step),
    epsilon,
    kept: 1 - learningRate * weightDecay,
  });
});
