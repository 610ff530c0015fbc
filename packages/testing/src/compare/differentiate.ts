import { addN, clone, grads, keep, mul, type Scalar, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { takeWithoutLeak } from './expect-no-leak.js';
import { normalTensor } from './random-tensors.js';

/** A differentiable function of some tensors with some results. */
export type TensorFunction = (inputs: readonly Tensor[]) => readonly Tensor[];

/** What a function gives while it is differentiated, as numbers or as tensors. */
export interface Differentiated<Values = Float32Array> {
  readonly values: readonly Values[];
  /** For each input, of the sum of all results with random weights. */
  readonly gradients: readonly Values[];
}

/** The results of a function. Expects that it leaves nothing behind. */
export function evaluate(run: TensorFunction, inputs: readonly Tensor[]): Promise<Float32Array[]> {
  return takeWithoutLeak(() => tidy(() => run(inputs).map((result) => clone(result))));
}

/**
 * The results of a function, and the gradients of a random weighting of them: the same weights for the same `random`. Expects that neither
 * leaves anything behind.
 */
export async function differentiate(run: TensorFunction, inputs: readonly Tensor[], random: Random): Promise<Differentiated> {
  let count = 0;
  const taken = await takeWithoutLeak(() => {
    const { values, gradients } = differentiated(run, inputs, random);
    count = values.length;
    return [...values, ...gradients];
  });
  return { values: taken.slice(0, count), gradients: taken.slice(count) };
}

function differentiated(run: TensorFunction, inputs: readonly Tensor[], random: Random): Differentiated<Tensor> {
  let values: Tensor[] = [];
  const weighted = (...given: Tensor[]): Scalar => {
    const results = run(given);
    values = results.map((result) => keep(clone(result)));
    return weightedSum(results, random);
  };
  return { gradients: tidy(() => grads(weighted)([...inputs])), values };
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
