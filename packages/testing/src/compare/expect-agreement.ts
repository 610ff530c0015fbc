import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { BackendAdapter, Random } from '@tidegate/core';
import { expect } from 'vitest';
import { type Differentiated, differentiate, evaluate, type TensorFunction } from './differentiate.js';
import { expectClose } from './expect-close.js';
import { onBackend } from './on-backend.js';
import { readAll } from './read.js';

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
 * Expects an op to give on the active backend what its composed form gives there, values and gradients, and to leave nothing behind. With
 * an oracle, a backend that has started, it must also give what the op gives on that one.
 */
export async function expectAgreement({ op, composed, inputs, random }: ComparedOp, oracle?: BackendAdapter): Promise<void> {
  const names = Object.keys(inputs);
  const tensors = Object.values(inputs);
  const plain = await evaluate(op, tensors);
  const found = await differentiate(op, tensors, random);
  const expectSame = (source: string, truth: Differentiated): void => {
    expectSameTensors(plain, truth.values, (index) => `result ${index}, against the ${source}`);
    expectSameTensors(found.values, truth.values, (index) => `result ${index} while it is differentiated, against the ${source}`);
    expectSameTensors(found.gradients, truth.gradients, (index) => `gradient of ${names[index]}, against the ${source}`);
  };
  if (composed) expectSame('composed form', await differentiate(composed, tensors, random));
  if (oracle) expectSame(oracle.name, await differentiateOn(oracle, op, tensors, random));
}

async function differentiateOn(
  { name }: BackendAdapter,
  run: TensorFunction,
  inputs: readonly Tensor[],
  random: Random,
): Promise<Differentiated> {
  const values = await readAll(inputs);
  return onBackend(name, async () => {
    const copies = inputs.map(({ shape }, index) => tensor(values[index] as Float32Array, shape));
    try {
      return await differentiate(run, copies, random);
    } finally {
      dispose(copies);
    }
  });
}

function expectSameTensors(found: readonly Float32Array[], truth: readonly Float32Array[], what: (index: number) => string): void {
  expect(found.length).toBe(truth.length);
  for (const [index, values] of truth.entries()) expectClose(what(index), found[index] ?? [], values, tolerance, 1e-3);
}
