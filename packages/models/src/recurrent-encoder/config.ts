import { assertInitializer, type Initializer } from '@tidegate/cells';
import { assertInteger, assertNumber, assertOneOf } from '@tidegate/core';
import { type RnnActivation, rnnActivations } from '@tidegate/ops';

export const cellNames = ['rnn', 'lstm', 'gru'] as const;
export type CellName = (typeof cellNames)[number];

/** What shapes the cells of any model here; plain JSON. */
export type CellConfig = {
  readonly cell: CellName;
  /** Units of each layer, in each direction. */
  readonly hiddenSize: number;
  /** Of the `rnn` cell; tanh by default. */
  readonly activation?: RnnActivation;
  /** Of the `lstm` cell; 1 by default. */
  readonly forgetBias?: number;
  /** Of the `gru` cell; true by default. */
  readonly resetAfter?: boolean;
  /** Whether the cells learn a bias; true by default. */
  readonly useBias?: boolean;
  /** How the cells' kernels are drawn; glorotUniform by default. */
  readonly initializer?: Initializer;
};

/** What shapes the recurrent layers of a model; plain JSON. */
export type RecurrentEncoderConfig = CellConfig & {
  /** Recurrent layers, one above the other; 1 by default. */
  readonly layers?: number;
  /** Whether each layer reads the sequence from both ends; false by default. */
  readonly bidirectional?: boolean;
  /** Probability by which an output of a recurrent layer is dropped in training; 0 by default. */
  readonly dropout?: number;
};

/** @throws ArgumentError if a value is out of its range */
export function assertRecurrentEncoderConfig(caller: string, config: RecurrentEncoderConfig): void {
  assertInteger(caller, 'hiddenSize', config.hiddenSize, 1);
  assertInteger(caller, 'layers', config.layers ?? 1, 1);
  assertOneOf(caller, 'cell', config.cell, cellNames);
  assertOneOf(caller, 'activation', config.activation ?? 'tanh', rnnActivations);
  assertNumber(caller, 'forgetBias', config.forgetBias ?? 1, { least: -100, most: 100 });
  if (config.initializer) assertInitializer(caller, 'initializer', config.initializer);
  assertNumber(caller, 'dropout', config.dropout ?? 0, { least: 0, most: 1, open: true });
}
