import type { Weights } from '@tidegate/cells';
import type { Sequence } from '../sequence/read-sequence.js';
import { forgetBias } from './cell-kinds.js';
import { type CellWeights, changeWeights, type WeightChange } from './weights.js';

export const presets = ['random', 'remember', 'count', 'forget'] as const;
export type Preset = (typeof presets)[number];

/** What enters one block of the first unit: a weight for each feature, one from the unit itself, and a bias; what is absent is 0. */
interface Column {
  readonly input?: readonly number[];
  readonly own?: number;
  readonly bias?: number;
}

const open: Column = { bias: 10 };
const keep: Column = { bias: 10 - forgetBias };

/**
 * Sets the weights of the first unit by hand, so that it does what the preset is called; the other units stay as they were drawn, and the
 * first does not listen to them.
 *
 * - `remember` takes in the first step and nothing after it.
 * - `count` adds up where the sequence's detector finds something. A GRU cannot add up: it goes a fifth of the way to 1 each time.
 * - `forget` gathers what comes, and empties itself where the detector finds something.
 */
export function applyPreset(drawn: CellWeights, preset: Preset, sequence: Sequence): Weights {
  if (preset === 'random') return drawn.weights;
  const columns = (drawn.cell === 'lstm' ? lstmColumns : gruColumns)[preset](sequence);
  return changeWeights(
    drawn,
    columns.flatMap((column, block) => changesOf(drawn, block, column, sequence.features.length)),
  );
}

type Columns = Readonly<Record<Exclude<Preset, 'random'>, (sequence: Sequence) => readonly Column[]>>;

/** In the order i, f, g, o. */
const lstmColumns: Columns = {
  // As soon as the unit shows something, its own output shuts the input gate.
  remember: (sequence) => [{ bias: 10, own: -120 }, keep, codeOf(sequence), open],
  count: ({ detector }) => [{ input: detector.weights, bias: detector.bias }, keep, open, open],
  forget: ({ detector }) => {
    const shut = { input: detector.weights.map((weight) => -weight), bias: -detector.bias };
    return [shut, { ...shut, bias: shut.bias - forgetBias }, { bias: Math.atanh(0.25) }, open];
  },
};

/** Of the update gate, what keeps four fifths of the state. */
const mostly = Math.log(0.8 / 0.2);

/** In the order r, z, n. */
const gruColumns: Columns = {
  remember: (sequence) => [open, { bias: -10, own: 120 }, codeOf(sequence)],
  count: ({ detector }) => [open, { input: detector.weights.map((weight) => (weight * (mostly - 10)) / 20), bias: 10 }, open],
  forget: ({ detector }) => [
    open,
    { input: detector.weights.map((weight) => (weight * (-10 - mostly)) / 20), bias: mostly },
    { input: detector.weights.map((weight) => -weight / 2), bias: 10 },
  ],
};

/** A value for each sign, all of them positive and different from each other: what the unit remembers of the first one. */
function codeOf({ kind, features }: Sequence): Column {
  if (kind === 'numbers') return { input: [0.1], bias: 1.2 };
  const last = Math.max(1, features.length - 1);
  return { input: features.map((_, index) => Math.atanh(0.3 + (0.6 * index) / last)) };
}

function changesOf({ units, weights }: CellWeights, block: number, { input, own = 0, bias = 0 }: Column, features: number): WeightChange[] {
  const to = { block, unit: 0 };
  return [
    ...Array.from({ length: features }, (_, row) => ({ ...to, kernel: 'inputKernel' as const, row, value: input?.[row] ?? 0 })),
    ...Array.from({ length: units }, (_, row) => ({ ...to, kernel: 'recurrentKernel' as const, row, value: row === 0 ? own : 0 })),
    { ...to, kernel: 'bias' as const, row: 0, value: bias },
    ...(weights.recurrentBias ? [{ ...to, kernel: 'recurrentBias' as const, row: 0, value: 0 }] : []),
  ];
}
