import { concat, greater, split, sub, type Tensor2D, where } from '@tensorflow/tfjs-core';
import type { KernelParams } from '@tidegate/cells';
import type { Cell } from '@tidegate/core';

/** A gate of one unit that is at a value from one step to another, both among them, whatever its weights say. */
export interface Hold {
  /** Which block of columns makes the gate. */
  readonly block: number;
  readonly unit: number;
  /** Between 0 and 1. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A cell whose gates can be held: what a step reads says which of the sums under the gates are not the cell's own, and what they are
 * instead. All else is the cell's: with nothing held it gives the same numbers.
 *
 * An input is `[inputSize + 2 * columns]`: the cell's input, then for each column of its kernels 1 or 0, held or not, then the sums. `holdSums`
 * makes the last two.
 *
 * @param recurrentSums `[batch, columns]`: what the cell adds to the projected input before it squashes, given `h`
 */
export function heldCell<Params extends KernelParams, State extends { readonly h: Tensor2D }, Gate extends string>(
  cell: Cell<Params, State, Gate>,
  columns: number,
  recurrentSums: (params: Params, h: Tensor2D) => Tensor2D,
): Cell<Params, State, Gate> {
  const { gates, sequence: _, recurrentParts: _parts, ...rest } = cell;
  if (!gates) throw new Error(`heldCell: cell must show its gates, got ${cell.name}`);
  const hold = (params: Params, { h }: State, projected: Tensor2D): Tensor2D => {
    const [own, isHeld, sums] = split(projected, 3, 1) as [Tensor2D, Tensor2D, Tensor2D];
    // The cell adds its recurrent sums to this, and so comes to the sums that are asked for.
    return where(greater(isHeld, 0), sub(sums, recurrentSums(params, h)), own) as Tensor2D;
  };
  return {
    ...rest,
    name: `held ${cell.name}`,
    inputSize: cell.inputSize + 2 * columns,
    projectInput(params, inputs) {
      const [own, held] = split(inputs, [cell.inputSize, 2 * columns], 1) as [Tensor2D, Tensor2D];
      return concat([cell.projectInput(params, own), held], 1);
    },
    gates: (params, state, projected) => gates(params, state, hold(params, state, projected)),
    step: (params, state, projected) => cell.step(params, state, hold(params, state, projected)),
  };
}

/** At this sum a sigmoid is 1 in single precision, and below the negative one it is 0 to all who look. */
const largestSum = 40;

/**
 * For each step, which sums are held and what they are: what follows the cell's own input in the inputs of a held cell. Where two holds
 * meet, the later one in the list counts.
 *
 * @returns `[steps, 2 * columns]`
 */
export function holdSums(
  holds: readonly Hold[],
  { steps, columns, units }: { readonly steps: number; readonly columns: number; readonly units: number },
): number[][] {
  return Array.from({ length: steps }, (_, step) => {
    const row = new Array<number>(2 * columns).fill(0);
    for (const { block, unit, value, from, to } of holds) {
      if (step < from || step > to) continue;
      const column = block * units + unit;
      row[column] = 1;
      row[columns + column] = Math.max(-largestSum, Math.min(largestSum, Math.log(value / (1 - value))));
    }
    return row;
  });
}
