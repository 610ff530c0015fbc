import { dispose, mul, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { type LayerGates, layerGates, readWeights, recurrent, toTensors, type Weights } from '@tidegate/cells';
import { createRandom, flattenTree, mapTree } from '@tidegate/core';
import type { Sequence } from '../sequence/read-sequence.js';
import { blocksOf, type CellName, type QuantityName } from './cell-kinds.js';
import { createCell, createHeldCell } from './create-cell.js';
import { type Hold, holdSums } from './held-cell.js';
import { applyPreset, type Preset } from './presets.js';
import { changeWeights, type WeightChange } from './weights.js';

/** Everything that a pass depends on; the same request gives the same numbers. */
export interface PassRequest {
  readonly cell: CellName;
  readonly units: number;
  readonly seed: number;
  /** What the drawn weights are multiplied by: small ones leave every gate half open. */
  readonly scale: number;
  readonly preset: Preset;
  readonly sequence: Sequence;
  /** Applied to the weights after the preset, in this order. */
  readonly changes: readonly WeightChange[];
  readonly holds: readonly Hold[];
}

/** What a cell did with a sequence, as plain values. */
export interface Pass {
  /** With the preset, before the changes. */
  readonly drawn: Weights;
  readonly weights: Weights;
  /** `values[quantity][step][unit]` */
  readonly values: { readonly [name in QuantityName]?: readonly (readonly number[])[] };
}

/** Runs the library's cell over the sequence; nothing is kept, no tensor remains. */
export async function computePass(request: PassRequest): Promise<Pass> {
  const { cell, units, preset, sequence, changes } = request;
  const drawn = applyPreset({ cell, units, weights: await drawWeights(request) }, preset, sequence);
  const weights = changeWeights({ cell, units, weights: drawn }, changes);
  const gates = runGates(request, weights);
  try {
    const values = Object.entries(gates).map(async ([name, tensor]) => [name, await rowsOf(tensor)] as const);
    return { drawn, weights, values: Object.fromEntries(await Promise.all(values)) };
  } finally {
    dispose(Object.values(gates));
  }
}

/** The library's own, by the seed, and larger. */
async function drawWeights({ cell: name, units, seed, scale, sequence }: PassRequest): Promise<Weights> {
  const cell = createCell(name, sequence.features.length, units);
  const params = tidy(() => mapTree(cell.createParams(createRandom(seed)), (tensor) => mul(tensor, scale)));
  try {
    return await readWeights(params);
  } finally {
    dispose(flattenTree(params).map(([, tensor]) => tensor));
  }
}

function runGates({ cell: name, units, sequence, holds }: PassRequest, weights: Weights): LayerGates {
  const features = sequence.features.length;
  const columns = blocksOf[name] * units;
  const steps = sequence.rows.length;
  const held = holds.length > 0 ? holdSums(holds, { steps, columns, units }) : undefined;
  const cell = held ? createHeldCell(name, features, units) : createCell(name, features, units);
  const rows = held ? sequence.rows.map((row, step) => [...row, ...(held[step] ?? [])]) : sequence.rows;
  return tidy(() => layerGates(recurrent(cell), toTensors(weights), tensor3d([rows] as number[][][])));
}

/** `[1, steps, units]` as rows. */
async function rowsOf(tensor: Tensor3D): Promise<number[][]> {
  const [, steps, units] = tensor.shape;
  const data = await tensor.data();
  return Array.from({ length: steps }, (_, step) => Array.from(data.slice(step * units, (step + 1) * units)));
}
