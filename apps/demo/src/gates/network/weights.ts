import type { Weights } from '@tidegate/cells';
import type { CellName } from './cell-kinds.js';
import { blocksOf } from './cell-kinds.js';

export type KernelName = 'inputKernel' | 'recurrentKernel' | 'bias' | 'recurrentBias';

/** Where a weight comes from: a row of a kernel, such as feature 2 of the input or unit 0 of the state; a bias has the row 0 only. */
export interface WeightSource {
  readonly kernel: KernelName;
  readonly row: number;
}

/** One number among the weights: from a source into one unit of one block. */
export interface WeightPlace extends WeightSource {
  readonly block: number;
  readonly unit: number;
}

export interface WeightChange extends WeightPlace {
  readonly value: number;
}

/** Weights with their cell, which says how their columns lie. */
export interface CellWeights {
  readonly cell: CellName;
  readonly units: number;
  readonly weights: Weights;
}

/** @throws RangeError if the cell has no such weight */
export function readWeight({ cell, units, weights }: CellWeights, place: WeightPlace): number {
  const value = weights[place.kernel]?.data[offset(cell, units, place)];
  if (value === undefined) throw new RangeError(`readWeight: place must be one of the cell's weights, got ${JSON.stringify(place)}`);
  return value;
}

/** The same weights with other numbers at some places; what is given stays as it is. */
export function changeWeights({ cell, units, weights }: CellWeights, changes: readonly WeightChange[]): Weights {
  const changed = Object.fromEntries(Object.entries(weights).map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
  for (const { value, ...place } of changes) {
    const data = changed[place.kernel]?.data;
    const index = offset(cell, units, place);
    if (!data || index >= data.length)
      throw new RangeError(`changeWeights: changes must be of the cell's weights, got ${JSON.stringify(place)}`);
    data[index] = value;
  }
  return changed;
}

export function isSamePlace(one: WeightPlace, other: WeightPlace): boolean {
  return one.kernel === other.kernel && one.row === other.row && one.block === other.block && one.unit === other.unit;
}

function offset(cell: CellName, units: number, { row, block, unit }: WeightPlace): number {
  return (row * blocksOf[cell] + block) * units + unit;
}
