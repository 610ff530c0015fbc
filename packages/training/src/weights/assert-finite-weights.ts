import { TidegateError } from '@tidegate/core';
import { areFinite } from './are-finite.js';

/** @throws TidegateError if a weight is infinite or NaN, with which no training can go on */
export function assertFiniteWeights(step: number, weights: readonly Float32Array[]): void {
  if (weights.every(areFinite)) return;
  throw new TidegateError(
    `train: after step ${step} there are weights that are NaN or infinite, so that no snapshot of it is made; go on from the last one ` +
      'with a lower learning rate, clip the gradients (clipByGlobalNorm), or warm up',
  );
}
