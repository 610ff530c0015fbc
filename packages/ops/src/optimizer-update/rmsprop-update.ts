import { add, div, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel } from '../op/run-kernel.js';
import { assertGroups } from './assert-groups.js';
import { assertUpdateAttributes } from './assert-update-attributes.js';
import { composeUpdate } from './compose-update.js';
import type { UpdateAttributes } from './contract.js';
import { runUpdateKernel } from './run-update-kernel.js';

/**
 * Inputs in groups `parameter`, `gradient`, `meanSquare` and, if there is momentum, `velocity`; outputs the new parameters, the new mean
 * squares, then the new velocities. Attributes are `RmspropAttributes`.
 */
export const RmspropUpdate = 'RmspropUpdate';

export type RmspropAttributes = UpdateAttributes & {
  readonly learningRate: number;
  /** Share of the mean square that is kept, from 0 to below 1 (`alpha` in PyTorch, `rho` in Keras). */
  readonly smoothing: number;
  /** Added to the root, against a division by zero. */
  readonly epsilon: number;
  /** Share of the velocity that is kept, from 0 to 1. */
  readonly momentum: number;
};

/** Lists of one order, float32, those of a position of one shape. */
export type RmspropTensors = {
  readonly parameters: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  /** The running mean of the squared gradients, zeros at first. */
  readonly meanSquares: readonly Tensor[];
  /** The decaying sum of the scaled gradients, zeros at first; empty if momentum is 0. */
  readonly velocities: readonly Tensor[];
};

export type RmspropResult = { readonly parameters: Tensor[]; readonly meanSquares: Tensor[]; readonly velocities: Tensor[] };

/**
 * A step of RMSprop for all parameters (Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning", 2012), as PyTorch
 * defines it, with epsilon outside of the root:
 * ```text
 * s = smoothing s + (1 - smoothing) g^2
 * v = momentum v + g / (sqrt(s) + epsilon)
 * p = p - learningRate v
 * ```
 *
 * @throws ArgumentError, ShapeError if the lists do not match, or rows are asked of what is no matrix
 */
export function rmspropUpdate(tensors: RmspropTensors, attributes: RmspropAttributes): RmspropResult {
  const { parameters, gradients, meanSquares, velocities } = tensors;
  const remembers = attributes.momentum !== 0;
  assertGroups('rmspropUpdate', parameters, { gradients, meanSquares, ...(remembers && { velocities }) });
  assertUpdateAttributes('rmspropUpdate', parameters, attributes);
  if (parameters.length === 0) return { parameters: [], meanSquares: [], velocities: [] };
  if (!hasKernel(RmspropUpdate)) return composedRmspropUpdate(tensors, attributes);
  const groups = { parameter: parameters, gradient: gradients, meanSquare: meanSquares, ...(remembers && { velocity: velocities }) };
  const [newParameters = [], newMeanSquares = [], newVelocities = []] = runUpdateKernel(
    RmspropUpdate,
    groups,
    attributes,
    parameters.length,
  );
  return { parameters: newParameters, meanSquares: newMeanSquares, velocities: newVelocities };
}

/** The same in plain TensorFlow.js ops. */
export function composedRmspropUpdate(tensors: RmspropTensors, attributes: RmspropAttributes): RmspropResult {
  const { learningRate, smoothing, epsilon, momentum } = attributes;
  return composeUpdate(tensors, attributes, ({ parameters, gradients, meanSquares, velocities }) => {
    const s = gradients.map((g, i) => add(mul(meanSquares[i] as Tensor, smoothing), mul(square(g), 1 - smoothing)));
    const scaled = gradients.map((g, i) => div(g, add(sqrt(s[i] as Tensor), epsilon)));
    const v = momentum === 0 ? [] : scaled.map((step, i) => add(mul(velocities[i] as Tensor, momentum), step));
    const steps = momentum === 0 ? scaled : v;
    return { parameters: parameters.map((p, i) => sub(p, mul(steps[i] as Tensor, learningRate))), meanSquares: s, velocities: v };
  });
}
