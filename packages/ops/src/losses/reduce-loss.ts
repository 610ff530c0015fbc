import { div, equal, mul, onesLike, type Scalar, sum, type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import type { LossOptions } from './loss-options.js';
import { stopGradient } from './stop-gradient.js';

/**
 * The weighted mean or sum of the losses of all elements, in plain TensorFlow.js ops.
 *
 * @param counts by how much more each element counts in what a mean divides by, where its loss has that factor already
 */
export function reduceLoss(elements: Tensor, { weights: given, reduction = 'mean' }: LossOptions, counts?: Tensor): Scalar {
  const weights = given && stopGradient(given);
  const total: Scalar = sum(weights ? mul(elements, weights) : elements);
  if (reduction === 'sum') return total;
  const counted = weights && counts ? mul(weights, counts) : (weights ?? counts);
  return counted ? quotient(total, sum(counted)) : div(total, Math.max(1, elements.size));
}

/** 0 where the divisor is 0. Unlike that of `divNoNan`, its gradient is finite there. */
function quotient(total: Scalar, divisor: Scalar): Scalar {
  const isZero = equal(divisor, 0);
  return where(isZero, zerosLike(total), div(total, where(isZero, onesLike(divisor), divisor)));
}
