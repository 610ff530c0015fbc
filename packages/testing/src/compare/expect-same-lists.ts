import { dispose, memory, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { expectClose } from './expect-close.js';
import { onBackend } from './on-backend.js';
import { readAll } from './read.js';
import type { Truth } from './truth.js';

/** Tensors in lists, each under the name of its role. */
export type TensorLists = Readonly<Record<string, readonly Tensor[]>>;

/** As a share of the largest number of a tensor. */
const tolerance = 2e-6;

export interface ComparedLists {
  /** New inputs, with the same values every time. */
  readonly make: () => TensorLists;
  readonly op: (inputs: TensorLists) => TensorLists;
  readonly composed: (inputs: TensorLists) => TensorLists;
}

/**
 * Expects an op on lists of tensors, one that has no gradient, to give what its composed form gives and, with an oracle, what the op gives
 * on that backend, unless the composed form has run there; to change none of its inputs; and to leave nothing but its results.
 */
export async function expectSameLists(
  { make, op, composed }: ComparedLists,
  { oracle, composedOn = 'backend' }: Truth = {},
): Promise<void> {
  const inputs = make();
  const given = await valuesOf(inputs);
  const before = memory();
  const results = op(inputs);
  expect(memory().numTensors - before.numTensors, 'tensors beyond the inputs').toBe(Object.values(results).flat().length);
  const found = await valuesOf(results);
  expectSame('values given', await valuesOf(inputs), given, 0);
  dispose(results as Record<string, Tensor[]>);
  const isComposedHere = oracle === undefined || composedOn === 'backend';
  if (isComposedHere) expectSame('composed form', found, await valuesOf(composed(inputs)));
  if (oracle === undefined) return;
  const [source, run] = isComposedHere ? [oracle.name, op] : [`composed form on ${oracle.name}`, composed];
  expectSame(source, found, await onBackend(oracle.name, () => valuesOf(run(make()))));
}

/** Expects lists of tensors to have the same values, bit for bit. */
export async function expectEqualLists(found: TensorLists, expected: TensorLists): Promise<void> {
  expectSame('other lists', await valuesOf(found), await valuesOf(expected), 0);
}

type Values = Readonly<Record<string, readonly { readonly shape: readonly number[]; readonly values: Float32Array }[]>>;

async function valuesOf(lists: TensorLists): Promise<Values> {
  const entries = Object.entries(lists).map(async ([role, tensors]) => {
    const values = await readAll(tensors);
    return [role, tensors.map(({ shape }, index) => ({ shape, values: values[index] as Float32Array }))];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function expectSame(source: string, found: Values, truth: Values, within = tolerance): void {
  expect(Object.keys(found)).toEqual(Object.keys(truth));
  for (const [role, tensors] of Object.entries(truth)) {
    expect(found[role]?.map(({ shape }) => shape)).toEqual(tensors.map(({ shape }) => shape));
    tensors.forEach(({ values }, index) => {
      expectClose(`${role}[${index}], against the ${source}`, found[role]?.[index]?.values ?? [], values, within);
    });
  }
}
