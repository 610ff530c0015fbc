import type { CellConfig } from '@tidegate/models';

/** A sequence, `[time, batch, size]`. */
export interface Sequence {
  readonly value: string;
  readonly size: number;
}

/** Parts of a state, `h` and of an LSTM `c`, each `[batch, size]`. */
export type State = Readonly<Record<string, string>>;

/** One direction of a layer. */
export interface Direction {
  /** `[time, batch, size]`, zero at padded steps */
  readonly outputs: string;
  /** After the last real step that was visited; of a recurrence that is not asked for it, nothing. */
  readonly state: State;
}

/** A cell that runs forward, and perhaps another that runs in reverse. */
export interface Recurrence {
  /** The name of the node. */
  readonly name: string;
  /** Where the parameters of each cell stand. */
  readonly paths: readonly string[];
  readonly config: CellConfig;
  readonly inputs: Sequence;
  /** Of each direction, where it does not start from zeros. */
  readonly initial?: readonly State[];
  /** Whether the state at the end is asked for. */
  readonly keepsState: boolean;
}

/** The parts of a cell's state, with their sizes. */
export function stateSizes({ cell, hiddenSize, projection }: CellConfig): Readonly<Record<string, number>> {
  return { h: projection ?? hiddenSize, ...(cell === 'lstm' && { c: hiddenSize }) };
}
