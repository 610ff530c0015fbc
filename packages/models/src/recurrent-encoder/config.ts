import { type MergeMode, mergeModes } from '@tidegate/cells';
import { ArgumentError, assertInteger, assertNumber, assertOneOf, type DropoutMask, dropoutMasks } from '@tidegate/core';
import { assertFlag } from '../config/assert-flag.js';
import type { OptionNames } from '../config/assert-options.js';
import { assertCellConfig, type CellConfig, cellOptions } from './cell-config.js';

/** What shapes the recurrent layers of a model; plain JSON. */
export type RecurrentEncoderConfig = CellConfig & {
  /** Recurrent layers, one above the other, 1,000 at most; 1 by default. */
  readonly layers?: number;
  /** Whether each layer reads the sequence from both ends; false by default. */
  readonly bidirectional?: boolean;
  /** How the outputs of both directions become one; concat by default. */
  readonly merge?: MergeMode;
  /** Probability by which an output of a recurrent layer is dropped in training; 0 by default. */
  readonly dropout?: number;
  /** Probability by which an input of a recurrent layer is dropped in training; 0 by default. */
  readonly inputDropout?: number;
  /**
   * Probability by which an element of the state is dropped, in training, before the recurrent products read it; 0 by default. The layers
   * then run step by step in training.
   */
  readonly stateDropout?: number;
  /** Whether each of the three draws its mask for each step, or once for a sequence; step by default. Absent without any of them. */
  readonly dropoutMask?: DropoutMask;
  /** Whether the outputs of each layer are normalised over their features, by a gain and a bias that are learned; false by default. */
  readonly layerNormalization?: boolean;
  /** Whether each layer that gives as many features as it takes adds its inputs to its outputs, which are dropped before; false by default. */
  readonly residual?: boolean;
  /** Whether each layer learns the state that it starts from; false by default: zeros. */
  readonly learnedState?: boolean;
};

export const recurrentEncoderOptions: OptionNames<RecurrentEncoderConfig> = {
  ...cellOptions,
  layers: true,
  bidirectional: true,
  merge: true,
  dropout: true,
  inputDropout: true,
  stateDropout: true,
  dropoutMask: true,
  layerNormalization: true,
  residual: true,
  learnedState: true,
};

/** Nobody trains as many; a file that says more would fill the memory with layers. */
const maximumLayers = 1_000;

/** @throws ArgumentError if a value is out of its range, or an option does not go with the others */
export function assertRecurrentEncoderConfig(caller: string, config: RecurrentEncoderConfig): void {
  assertCellConfig(caller, config);
  assertInteger(caller, 'layers', config.layers ?? 1, 1, maximumLayers);
  for (const rate of ['dropout', 'inputDropout', 'stateDropout'] as const) {
    assertNumber(caller, rate, config[rate] ?? 0, { least: 0, most: 1, open: true });
  }
  assertDropoutMask(caller, config);
  for (const flag of ['bidirectional', 'layerNormalization', 'residual', 'learnedState'] as const) assertFlag(caller, flag, config[flag]);
  if (config.merge === undefined) return;
  assertOneOf(caller, 'merge', config.merge, mergeModes);
  if (!config.bidirectional) throw new ArgumentError(caller, 'merge', config.merge, 'absent without bidirectional');
}

function assertDropoutMask(caller: string, { dropoutMask, dropout = 0, inputDropout = 0, stateDropout = 0 }: RecurrentEncoderConfig): void {
  if (dropoutMask === undefined) return;
  assertOneOf(caller, 'dropoutMask', dropoutMask, dropoutMasks);
  if (dropout > 0 || inputDropout > 0 || stateDropout > 0) return;
  throw new ArgumentError(caller, 'dropoutMask', dropoutMask, 'given together with dropout, inputDropout or stateDropout');
}
