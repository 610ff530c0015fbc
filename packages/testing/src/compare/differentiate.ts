import { addN, grads, mul, type Scalar, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { normalTensor } from './random-tensors.js';

/** A differentiable function of some tensors with some results. */
export type TensorFunction = (inputs: readonly Tensor[]) => readonly Tensor[];

export interface Differentiated {
  readonly values: readonly Float32Array[];
  /** For each input, of the sum of all results with random weights. */
  readonly gradients: readonly Float32Array[];
}

/** The results of a function, and the gradients of a random weighting of them: the same weights for the same `random`. */
export function differentiate(run: TensorFunction, inputs: readonly Tensor[], random: Random): Differentiated {
  return tidy(() => ({
    values: run(inputs).map(valuesOf),
    gradients: grads((...given: Tensor[]) => weightedSum(run(given), random))([...inputs]).map(valuesOf),
  }));
}

/** All elements of all results, each times a random weight. */
export function weightedSum(results: readonly Tensor[], random: Random): Scalar {
  return weightedBy(
    results,
    results.map(({ shape }, index) => normalTensor(random.split(index), shape)),
  );
}

/** All elements of all results, each times its weight. */
export function weightedBy(results: readonly Tensor[], weights: readonly Tensor[]): Scalar {
  return addN(results.map((result, index) => sum(mul(result, weights[index] as Tensor))));
}

function valuesOf(tensor: Tensor): Float32Array {
  return tensor.dataSync().slice() as Float32Array;
}
