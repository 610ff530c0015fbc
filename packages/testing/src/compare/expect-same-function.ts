import type { Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { differentiate, evaluate, type TensorFunction } from './differentiate.js';
import { differentiateOn } from './differentiate-on.js';
import { expectClose } from './expect-close.js';
import type { Truth } from './truth.js';

export interface Tolerances {
  readonly value: number;
  readonly gradient: number;
}

/** Expects two functions to agree in their results and in the gradients of all inputs; the second may run on an oracle. */
export async function expectSameFunction(
  actual: TensorFunction,
  expected: TensorFunction,
  inputs: Readonly<Record<string, Tensor>>,
  random: Random,
  tolerances: Tolerances = { value: 2e-6, gradient: 1e-5 },
  { oracle, composedOn = 'backend' }: Truth = {},
): Promise<void> {
  const names = Object.keys(inputs);
  const plain = await evaluate(actual, Object.values(inputs));
  const found = await differentiate(actual, Object.values(inputs), random);
  const truth =
    oracle && composedOn === 'oracle'
      ? await differentiateOn(oracle, expected, Object.values(inputs), random)
      : await differentiate(expected, Object.values(inputs), random);
  for (const [index, values] of truth.values.entries()) {
    expectClose(`result ${index}`, plain[index] ?? [], values, tolerances.value);
    expectClose(`result ${index} while it is differentiated`, found.values[index] ?? [], values, tolerances.value);
  }
  for (const [index, values] of truth.gradients.entries()) {
    expectClose(`gradient of ${names[index]}`, found.gradients[index] ?? [], values, tolerances.gradient, 1e-3);
  }
}
