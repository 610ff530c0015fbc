import { div, equal, mul, onesLike, type Scalar, sum, type Tensor, where } from '@tensorflow/tfjs-core';
import type { LossOptions } from './loss-options.js';
import { stopGradient } from './stop-gradient.js';

/** The weighted mean or sum of the losses of all elements, in plain TensorFlow.js ops. */
export function reduceLoss(elements: Tensor, { weights: given, reduction = 'mean' }: LossOptions): Scalar {
  const weights = given && stopGradient(given);
  const total: Scalar = sum(weights ? mul(elements, weights) : elements);
  if (reduction === 'sum') return total;
  return div(total, weights ? nonZero(sum(weights)) : Math.max(1, elements.size));
}

/** 1 in place of 0. A division by it has a finite gradient, which `divNoNan` has not. */
function nonZero(tensor: Scalar): Scalar {
  return where(equal(tensor, 0), onesLike(tensor), tensor);
}
