import { add, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel } from '../op/run-kernel.js';
import { assertGroups } from './assert-groups.js';
import { assertUpdateAttributes } from './assert-update-attributes.js';
import { composeUpdate } from './compose-update.js';
import type { UpdateAttributes } from './contract.js';
import { runUpdateKernel } from './run-update-kernel.js';

/**
 * Inputs in groups `parameter`, `gradient` and, if there is momentum, `velocity`; outputs the new parameters, then the new velocities.
 * Attributes are `SgdAttributes`.
 */
export const SgdUpdate = 'SgdUpdate';

export type SgdAttributes = UpdateAttributes & {
  readonly learningRate: number;
  /** Share of the velocity that is kept, from 0 to 1. */
  readonly momentum: number;
  /** Takes the gradient's step once more ahead of the velocity (Nesterov 1983, as Sutskever et al. 2013 use it). */
  readonly nesterov: boolean;
};

/** Lists of one order, float32, those of a position of one shape. */
export type SgdTensors = {
  readonly parameters: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  /** The decaying sum of the gradients, zeros at first; empty if momentum is 0. */
  readonly velocities: readonly Tensor[];
};

export type SgdResult = { readonly parameters: Tensor[]; readonly velocities: Tensor[] };

/**
 * A step of stochastic gradient descent for all parameters, as PyTorch defines it (Polyak 1964 for the momentum):
 * ```text
 * v = momentum v + g
 * p = p - learningRate v                      or, with nesterov, p - learningRate (g + momentum v)
 * ```
 *
 * @throws ArgumentError, ShapeError if the lists do not match, or rows are asked of what is no matrix
 */
export function sgdUpdate(tensors: SgdTensors, attributes: SgdAttributes): SgdResult {
  const { parameters, gradients, velocities } = tensors;
  const remembers = attributes.momentum !== 0;
  assertGroups('sgdUpdate', parameters, remembers ? { gradients, velocities } : { gradients });
  assertUpdateAttributes('sgdUpdate', parameters, attributes);
  if (parameters.length === 0) return { parameters: [], velocities: [] };
  if (!hasKernel(SgdUpdate)) return composedSgdUpdate(tensors, attributes);
  const groups = { parameter: parameters, gradient: gradients, ...(remembers && { velocity: velocities }) };
  const [newParameters = [], newVelocities = []] = runUpdateKernel(SgdUpdate, groups, attributes, parameters.length);
  return { parameters: newParameters, velocities: newVelocities };
}

/** The same in plain TensorFlow.js ops. */
export function composedSgdUpdate(tensors: SgdTensors, attributes: SgdAttributes): SgdResult {
  const { learningRate, momentum, nesterov } = attributes;
  return composeUpdate(tensors, attributes, ({ parameters, gradients, velocities }) => {
    const v = momentum === 0 ? [] : gradients.map((g, i) => add(mul(velocities[i] as Tensor, momentum), g));
    const steps = gradients.map((g, i) => {
      if (momentum === 0) return g;
      return nesterov ? add(g, mul(v[i] as Tensor, momentum)) : (v[i] as Tensor);
    });
    return { parameters: parameters.map((p, i) => sub(p, mul(steps[i] as Tensor, learningRate))), velocities: v };
  });
}
