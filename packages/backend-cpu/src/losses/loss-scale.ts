import type { Reduction } from '@tidegate/ops';

/** What the weighted sum of the losses is multiplied by: 1 for a sum, and for a mean one over the sum of the weights, or 0 if that is 0. */
export function lossScale(reduction: Reduction, elements: number, weights: Float32Array | undefined): number {
  if (reduction === 'sum') return 1;
  const totalWeight = weights ? weights.reduce((total, weight) => total + weight, 0) : elements;
  return totalWeight === 0 ? 0 : 1 / totalWeight;
}
