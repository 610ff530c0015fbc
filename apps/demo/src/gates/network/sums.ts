import { forgetBias, quantityOf } from './cell-kinds.js';
import type { Pass, PassRequest } from './pass.js';
import { readWeight, type WeightPlace } from './weights.js';

/** One product of a sum: what a feature or a unit is, times the weight that it comes through. */
export interface Product {
  readonly row: number;
  readonly value: number;
  readonly weight: number;
}

/** What enters one unit of one gate at a step, in the terms of its equation. */
export interface Sums {
  /** x W: features that are 0 are left out. */
  readonly input: readonly Product[];
  /** h U, of the state before the step; nothing at the first step. */
  readonly recurrent: readonly Product[];
  readonly bias: number;
  /** The second bias of the GRU. */
  readonly recurrentBias: number;
  /** What the LSTM adds for its forget gate, 0 for any other. */
  readonly forgetBias: number;
}

export interface SumPlace {
  readonly step: number;
  readonly block: number;
  readonly unit: number;
}

/** The parts of a gate's sum, as the library adds them. */
export function sumsAt({ cell, units, sequence }: PassRequest, { weights, values }: Pass, { step, block, unit }: SumPlace): Sums {
  const weightOf = (place: Pick<WeightPlace, 'kernel' | 'row'>): number => readWeight({ cell, units, weights }, { ...place, block, unit });
  const before = step > 0 ? (values.hidden?.[step - 1] ?? []) : [];
  const input = sequence.rows[step] ?? [];
  return {
    input: input
      .map((value, row) => ({ row, value, weight: weightOf({ kernel: 'inputKernel', row }) }))
      .filter(({ value }) => value !== 0 || input.length === 1),
    recurrent: before.map((value, row) => ({ row, value, weight: weightOf({ kernel: 'recurrentKernel', row }) })),
    bias: weightOf({ kernel: 'bias', row: 0 }),
    recurrentBias: cell === 'gru' ? weightOf({ kernel: 'recurrentBias', row: 0 }) : 0,
    forgetBias: cell === 'lstm' && block === quantityOf('lstm', 'forget').block ? forgetBias : 0,
  };
}

export function addUp(products: readonly Product[]): number {
  return products.reduce((sum, { value, weight }) => sum + value * weight, 0);
}
