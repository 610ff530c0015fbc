import { add, div, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { hasKernel } from '../op/run-kernel.js';
import { assertGroups } from './assert-groups.js';
import { assertUpdateAttributes } from './assert-update-attributes.js';
import { composeUpdate } from './compose-update.js';
import type { UpdateAttributes } from './contract.js';
import { runUpdateKernel } from './run-update-kernel.js';

/**
 * Inputs in groups `parameter`, `gradient`, `firstMoment`, `secondMoment`; outputs the new parameters, the new first moments, then the new
 * second moments. Attributes are `AdamAttributes`.
 */
export const AdamUpdate = 'AdamUpdate';

export type AdamAttributes = UpdateAttributes & {
  readonly learningRate: number;
  /** Share of the first moment that is kept, from 0 to below 1. */
  readonly beta1: number;
  /** Share of the second moment that is kept, from 0 to below 1. */
  readonly beta2: number;
  /** Added to the root, against a division by zero. */
  readonly epsilon: number;
  /** How much a parameter shrinks by itself, as a share of itself for each unit of the learning rate. */
  readonly weightDecay: number;
  /** The number of this update, 1 for the first: it corrects the bias of moments that start at zero. */
  readonly step: number;
};

/** Lists of one order, float32, those of a position of one shape. */
export type AdamTensors = {
  readonly parameters: readonly Tensor[];
  readonly gradients: readonly Tensor[];
  /** The running mean of the gradients, zeros at first. */
  readonly firstMoments: readonly Tensor[];
  /** The running mean of the squared gradients, zeros at first. */
  readonly secondMoments: readonly Tensor[];
};

export type AdamResult = { readonly parameters: Tensor[]; readonly firstMoments: Tensor[]; readonly secondMoments: Tensor[] };

/**
 * A step of Adam for all parameters (Kingma and Ba, arXiv 1412.6980); with a weight decay other than 0, of AdamW, which keeps the decay
 * apart from the gradient (Loshchilov and Hutter, arXiv 1711.05101). As PyTorch defines both, with `t` the step:
 * ```text
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * p = (1 - learningRate weightDecay) p - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * ```
 *
 * @throws ArgumentError, ShapeError if the lists do not match, or rows are asked of what is no matrix
 */
export function adamUpdate(tensors: AdamTensors, attributes: AdamAttributes): AdamResult {
  const { parameters, gradients, firstMoments, secondMoments } = tensors;
  assertGroups('adamUpdate', parameters, { gradients, firstMoments, secondMoments });
  assertUpdateAttributes('adamUpdate', parameters, attributes);
  if (parameters.length === 0) return { parameters: [], firstMoments: [], secondMoments: [] };
  if (!hasKernel(AdamUpdate)) return composedAdamUpdate(tensors, attributes);
  const groups = { parameter: parameters, gradient: gradients, firstMoment: firstMoments, secondMoment: secondMoments };
  const [newParameters = [], newFirst = [], newSecond = []] = runUpdateKernel(AdamUpdate, groups, attributes, parameters.length);
  return { parameters: newParameters, firstMoments: newFirst, secondMoments: newSecond };
}

/** The same in plain TensorFlow.js ops. */
export function composedAdamUpdate(tensors: AdamTensors, attributes: AdamAttributes): AdamResult {
  const { learningRate, beta1, beta2, epsilon, weightDecay, step } = attributes;
  const rate = learningRate / (1 - beta1 ** step);
  const correction = Math.sqrt(1 - beta2 ** step);
  return composeUpdate(tensors, attributes, ({ parameters, gradients, firstMoments, secondMoments }) => {
    const m = gradients.map((g, i) => add(mul(firstMoments[i] as Tensor, beta1), mul(g, 1 - beta1)));
    const v = gradients.map((g, i) => add(mul(secondMoments[i] as Tensor, beta2), mul(square(g), 1 - beta2)));
    const updated = parameters.map((p, i) => {
      const root = add(div(sqrt(v[i] as Tensor), correction), epsilon);
      return sub(mul(p, 1 - learningRate * weightDecay), mul(div(m[i] as Tensor, root), rate));
    });
    return { parameters: updated, firstMoments: m, secondMoments: v };
  });
}
