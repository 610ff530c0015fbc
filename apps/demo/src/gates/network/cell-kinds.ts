export const cellNames = ['lstm', 'gru'] as const;
export type CellName = (typeof cellNames)[number];

/** What a cell computes at each step, by the names that the library's `cellGates` gives it. */
export type QuantityName = 'input' | 'forget' | 'candidate' | 'output' | 'reset' | 'update' | 'cell' | 'hidden';

export interface Quantity {
  readonly name: QuantityName;
  /** The letter that it has in the equations. */
  readonly letter: string;
  /** Which block of columns of the kernels makes it; undefined for a state, which has no weights of its own. */
  readonly block?: number;
  /** Whether it is a gate, between 0 and 1, which may be held. */
  readonly isGate: boolean;
}

/** All that each cell computes, in the order of its kernels, and after that the states. */
export const quantitiesOf: Readonly<Record<CellName, readonly Quantity[]>> = {
  lstm: [
    { name: 'input', letter: 'i', block: 0, isGate: true },
    { name: 'forget', letter: 'f', block: 1, isGate: true },
    { name: 'candidate', letter: 'g', block: 2, isGate: false },
    { name: 'output', letter: 'o', block: 3, isGate: true },
    { name: 'cell', letter: 'c′', isGate: false },
    { name: 'hidden', letter: 'h′', isGate: false },
  ],
  gru: [
    { name: 'reset', letter: 'r', block: 0, isGate: true },
    { name: 'update', letter: 'z', block: 1, isGate: true },
    { name: 'candidate', letter: 'n', block: 2, isGate: false },
    { name: 'hidden', letter: 'h′', isGate: false },
  ],
};

/** Blocks of columns side by side in the kernels. */
export const blocksOf: Readonly<Record<CellName, number>> = { lstm: 4, gru: 3 };

/** What the LSTM adds to the sum of its forget gate: the default of the library. */
export const forgetBias = 1;

export function quantityOf(cell: CellName, name: QuantityName): Quantity {
  const found = quantitiesOf[cell].find((quantity) => quantity.name === name);
  if (!found) throw new Error(`quantityOf: name must be one of ${cell}'s quantities, got ${name}`);
  return found;
}
