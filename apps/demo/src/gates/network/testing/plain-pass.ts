import type { Weights } from '@tidegate/cells';
import { blocksOf } from '../cell-kinds.js';
import type { Pass, PassRequest } from '../pass.js';

const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** The same pass in loops over plain numbers, written from the equations and not from the cells. */
export function plainPass({ cell, units, sequence, holds }: PassRequest, weights: Weights): Pass['values'] {
  const columns = blocksOf[cell] * units;
  const at = (name: string, row: number, block: number, unit: number): number =>
    weights[name]?.data[row * columns + block * units + unit] ?? 0;
  const values: Record<string, number[][]> = {};
  let h = new Array<number>(units).fill(0);
  let c = new Array<number>(units).fill(0);
  sequence.rows.forEach((x, step) => {
    const fromInput = (block: number, unit: number): number =>
      x.reduce((sum, value, row) => sum + value * at('inputKernel', row, block, unit), at('bias', 0, block, unit));
    const fromState = (block: number, unit: number): number =>
      h.reduce((sum, value, row) => sum + value * at('recurrentKernel', row, block, unit), at('recurrentBias', 0, block, unit));
    const gate = (block: number, unit: number, bias = 0): number => {
      const hold = holds.findLast((one) => one.block === block && one.unit === unit && one.from <= step && step <= one.to);
      return hold ? hold.value : sigmoid(fromInput(block, unit) + fromState(block, unit) + bias);
    };
    const all = h.map((before, unit): Record<string, number> => {
      if (cell === 'gru') {
        const [reset, update] = [gate(0, unit), gate(1, unit)];
        const candidate = Math.tanh(fromInput(2, unit) + reset * fromState(2, unit));
        return { reset, update, candidate, hidden: (1 - update) * candidate + update * before };
      }
      const [input, forget, output] = [gate(0, unit), gate(1, unit, 1), gate(3, unit)];
      const candidate = Math.tanh(fromInput(2, unit) + fromState(2, unit));
      const kept = forget * (c[unit] as number) + input * candidate;
      return { input, forget, candidate, output, cell: kept, hidden: output * Math.tanh(kept) };
    });
    for (const name of Object.keys(all[0] as object)) {
      values[name] ??= [];
      values[name].push(all.map((unit) => unit[name] as number));
    }
    h = all.map(({ hidden }) => hidden as number);
    c = all.map(({ cell: kept }) => kept ?? 0);
  });
  return values;
}
