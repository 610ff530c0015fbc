import type { Activation } from '@tidegate/cells';
import type { RecurrentEncoderConfig } from '@tidegate/models';

/** Between which values something always is. */
export type Range = readonly [least: number, most: number];

const ranges: Readonly<Record<Activation, Range | undefined>> = {
  tanh: [-1, 1],
  sigmoid: [0, 1],
  hardSigmoid: [0, 1],
  relu: undefined,
  linear: undefined,
};

/** The gates that squash by `recurrentActivation`. */
const squashed = ['input', 'forget', 'output', 'reset', 'update'];

/** Between which values a gate or a state of a cell is, if its equations say so. */
export function gateRange(
  gate: string,
  { cell, activation = 'tanh', recurrentActivation = 'sigmoid', projection, learnedState = false }: RecurrentEncoderConfig,
): Range | undefined {
  const [ofGates, ofCandidate] = [ranges[recurrentActivation], ranges[activation]];
  if (squashed.includes(gate)) return ofGates;
  if (gate === 'candidate') return ofCandidate;
  if (gate !== 'hidden') return undefined;
  if (cell === 'rnn') return ofCandidate;
  // A gate scales what the cell shows of an LSTM, and a GRU mixes the state with the candidate: both stay within the candidate's range,
  // but for a GRU that begins with a state which it has learned.
  if (cell === 'gru' && learnedState) return undefined;
  return ofGates && projection === undefined ? ofCandidate : undefined;
}
