import { removeBackend, setBackend, type Tensor, tensor, tidy, util } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { afterAll, beforeAll, expect } from 'vitest';
import { createWasmBackend } from '../adapter.js';

/** Starts the backend on two threads for the tests of a file, and the plain-JavaScript one to compare it with. */
export function startBackends(): void {
  beforeAll(async () => {
    await useBackend([cpuBackend]);
    await useBackend([createWasmBackend({ threads: 2 })]);
  });
  afterAll(() => removeBackend('wasm'));
}

/** Normally distributed values, float32; with every kind of number that arithmetic treats in its own way among them, unless told. */
export function floats(shape: number[], special = true): Tensor {
  const values = createRandom(31)
    .split(...shape)
    .normal(util.sizeFromShape(shape), 0, 3);
  if (special && values.length > 5) values.set([Number.NaN, 0, -0, Number.POSITIVE_INFINITY, -200], 1);
  return tensor(values, shape);
}

/** Whole numbers from 0 to below a bound, int32. */
export function integers(shape: number[], bound: number): Tensor {
  return tensor(Int32Array.from(createRandom(32).integers(util.sizeFromShape(shape), bound)), shape, 'int32');
}

interface Result {
  readonly shape: number[];
  readonly dtype: string;
  readonly values: number[];
}

/**
 * Expects an op to give here what it gives in plain JavaScript.
 *
 * @param run makes its own inputs
 * @param tolerance how far a number may be off, as a share of it where it is above 1; none if absent
 */
export async function expectAsInPlainJavaScript(run: () => Tensor | Tensor[], tolerance = 0): Promise<void> {
  const expected = await resultsOn('cpu', run);
  const found = await resultsOn('wasm', run);
  expect(found.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(expected.map(({ shape, dtype }) => ({ shape, dtype })));
  const differing = expected.flatMap(({ values }, index) =>
    values.flatMap((value, place) => {
      const other = found[index]?.values[place] as number;
      const near = Object.is(value, other) || value === other || Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(value));
      return near ? [] : [`${place} of result ${index}: ${other} in place of ${value}`];
    }),
  );
  expect(differing).toEqual([]);
}

async function resultsOn(backend: string, run: () => Tensor | Tensor[]): Promise<Result[]> {
  await setBackend(backend);
  return [tidy(run)].flat().map((result) => {
    const { shape, dtype } = result;
    const values = Array.from(result.dataSync());
    result.dispose();
    return { shape, dtype, values };
  });
}
