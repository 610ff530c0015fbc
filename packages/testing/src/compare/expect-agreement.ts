import { dispose, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { BackendAdapter, Random } from '@tidegate/core';
import { type Differentiated, differentiate, type TensorFunction } from './differentiate.js';
import { expectClose } from './expect-close.js';
import { expectNoLeak } from './expect-no-leak.js';
import { onBackend } from './on-backend.js';

/** As a share of the largest number of a tensor. */
const tolerance = 1e-5;

/** An op in both its forms, as functions of the same inputs; what they take beside these, ids for example, they make themselves. */
export interface ComparedOp {
  readonly op: TensorFunction;
  readonly composed: TensorFunction;
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
  const found = differentiate(op, tensors, random);
  expectSame('composed form', found, differentiate(composed, tensors, random), names);
  expectNoLeak(() => tidy(() => [...op(tensors)]));
  expectNoLeak(() => {
    differentiate(op, tensors, random);
    return [];
  });
  if (oracle === undefined) return;
  const given = tensors.map((input) => ({ values: input.dataSync().slice(), shape: input.shape }));
  const truth = await onBackend(oracle.name, () => {
    const copies = given.map(({ values, shape }) => tensor(values, shape));
    try {
      return differentiate(op, copies, random);
    } finally {
      dispose(copies);
    }
  });
  expectSame(oracle.name, found, truth, names);
}

function expectSame(source: string, found: Differentiated, truth: Differentiated, names: readonly string[]): void {
  for (const [index, values] of truth.values.entries()) {
    expectClose(`result ${index}, against the ${source}`, found.values[index] ?? [], values, tolerance, 1e-3);
  }
  for (const [index, values] of truth.gradients.entries()) {
    expectClose(`gradient of ${names[index]}, against the ${source}`, found.gradients[index] ?? [], values, tolerance, 1e-3);
  }
}
