import type { Rank } from '@tensorflow/tfjs-core';
import { type Cell, createRandom, type Random, type TensorTree } from '@tidegate/core';
import { expectClose, normalTensor } from '@tidegate/testing';
import { expect } from 'vitest';
import type { WeightLayout } from '../layouts/weight-layout.js';
import { toTensors, type WeightArray, type Weights } from '../layouts/weights.js';
import { scan } from '../scan/scan.js';
import { type Matrix, stepsOf, type Vector } from './vectors.js';

/** Arrays of the given shapes, none with a zero in it. */
export function drawWeights(shapes: Readonly<Record<string, readonly number[]>>, random: Random): Weights {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((product, dimension) => product * dimension, 1);
      return [name, { shape, data: random.split(name).normal(size, 0, 0.7) }];
    }),
  );
}

export function rowsOf({ shape, data }: WeightArray): Matrix {
  const columns = shape.at(-1) as number;
  return Array.from({ length: data.length / columns }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
}

/** A library's own step, from its weights: the state after an input, its output first. */
export type ForeignStep = (x: Vector, state: readonly Vector[]) => readonly Vector[];

/** Expects a cell with the weights that the layout reads to do what the library's own equations do with them. */
export function expectSameOutputs(cell: Cell, layout: WeightLayout, weights: Weights, start: readonly Vector[], step: ForeignStep): void {
  const inputs = normalTensor<Rank.R3>(createRandom(41), [1, 5, cell.inputSize]);
  let state = start;
  const expected = stepsOf(inputs).map((x) => {
    state = step(x, state);
    return state[0] as Vector;
  });
  const { outputs } = scan(cell, toTensors<TensorTree>(layout.read(weights)), inputs);
  expectClose('outputs', outputs.dataSync(), expected.flat(), 1e-6);
}

/** Expects the same names, shapes and numbers; these to the bit, unless a tolerance is given. */
export function expectSameWeights(found: Weights, expected: Weights, tolerance = 0): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, { shape, data }] of Object.entries(expected)) {
    expect(found[name]?.shape, name).toEqual(shape);
    expectClose(name, found[name]?.data ?? [], data, tolerance);
  }
}
