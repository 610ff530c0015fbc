import type { Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { expect } from 'vitest';
import { type Differentiated, differentiate, evaluate, type TensorFunction } from './differentiate.js';
import { differentiateOn } from './differentiate-on.js';
import { expectClose } from './expect-close.js';
import type { Truth } from './truth.js';

/** As a share of the largest number of a tensor. */
const tolerance = 1e-5;

/** An op in both its forms, as functions of the same inputs; what they take beside these, ids for example, they make themselves. */
export interface ComparedOp {
  readonly op: TensorFunction;
  /** Left out where it takes too long and there is an oracle. */
  readonly composed?: TensorFunction | undefined;
  /** The inputs that have a gradient, float32. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly random: Random;
}

/**
 * Expects an op to give on the active backend what its composed form gives, values and gradients, and to leave nothing behind. With an
 * oracle, a backend that has started, it must also give what the op gives on that one, unless the composed form has run there.
 */
export async function expectAgreement(
  { op, composed, inputs, random }: ComparedOp,
  { oracle, composedOn = 'backend' }: Truth = {},
): Promise<void> {
  const names = Object.keys(inputs);
  const tensors = Object.values(inputs);
  const plain = await evaluate(op, tensors);
  const found = await differentiate(op, tensors, random);
  const expectSame = (source: string, truth: Differentiated): void => {
    expectSameTensors(plain, truth.values, (index) => `result ${index}, against the ${source}`);
    expectSameTensors(found.values, truth.values, (index) => `result ${index} while it is differentiated, against the ${source}`);
    expectSameTensors(found.gradients, truth.gradients, (index) => `gradient of ${names[index]}, against the ${source}`);
  };
  if (composed && oracle && composedOn === 'oracle') {
    expectSame(`composed form on ${oracle.name}`, await differentiateOn(oracle, composed, tensors, random));
    return;
  }
  if (composed) expectSame('composed form', await differentiate(composed, tensors, random));
  if (oracle) expectSame(oracle.name, await differentiateOn(oracle, op, tensors, random));
}

function expectSameTensors(found: readonly Float32Array[], truth: readonly Float32Array[], what: (index: number) => string): void {
  expect(found.length).toBe(truth.length);
  for (const [index, values] of truth.entries()) expectClose(what(index), found[index] ?? [], values, tolerance, 1e-3);
}
