import { type Activation, assertInitializer, gru, type Initializer, lstm, rnn } from '@tidegate/cells';
import { ArgumentError, assertInteger, assertOneOf, type Cell } from '@tidegate/core';
import { assertFlag } from '../config/assert-flag.js';
import type { OptionNames } from '../config/assert-options.js';

export const cellNames = ['rnn', 'lstm', 'gru'] as const;
export type CellName = (typeof cellNames)[number];

/** What shapes the cells of any model here; plain JSON. The cells of `@tidegate/cells` say which options keep them from running as one op. */
export type CellConfig = {
  readonly cell: CellName;
  /** Units of each layer, in each direction. */
  readonly hiddenSize: number;
  /** Whether the cells learn a bias; true by default. */
  readonly useBias?: boolean;
  /** How the cells' kernels are drawn; glorotUniform by default. */
  readonly initializer?: Initializer;
  /** How the recurrent kernels are drawn, if otherwise. */
  readonly recurrentInitializer?: Initializer;
  /** Of the state of `rnn`, and of the candidate of the others; tanh by default. */
  readonly activation?: Activation;
  /** Of the gates of `lstm` and `gru`; sigmoid by default. */
  readonly recurrentActivation?: Activation;
  /** Of the `gru` cell; true by default. */
  readonly resetAfter?: boolean;
  /** Of the `lstm` cell; 1 by default. */
  readonly forgetBias?: number;
  /** Of the `lstm` cell: whether the gates see the cell; false by default. */
  readonly peepholes?: boolean;
  /** Of the `lstm` cell: keeps the cell within `±cellClip`. */
  readonly cellClip?: number;
  /** Of the `lstm` cell: features of an output, if other than units. */
  readonly projection?: number;
  /** Of the `lstm` cell: keeps what the projection gives within `±projectionClip`. */
  readonly projectionClip?: number;
};

export const cellOptions: OptionNames<CellConfig> = {
  cell: true,
  hiddenSize: true,
  useBias: true,
  initializer: true,
  recurrentInitializer: true,
  activation: true,
  recurrentActivation: true,
  resetAfter: true,
  forgetBias: true,
  peepholes: true,
  cellClip: true,
  projection: true,
  projectionClip: true,
};

/** Options that not all cells have. */
const cellsWith = {
  recurrentActivation: ['lstm', 'gru'],
  resetAfter: ['gru'],
  forgetBias: ['lstm'],
  peepholes: ['lstm'],
  cellClip: ['lstm'],
  projection: ['lstm'],
  projectionClip: ['lstm'],
} as const satisfies Partial<Record<keyof CellConfig, readonly CellName[]>>;

/** @throws ArgumentError if a value is out of its range, or an option is not one of the cell's */
export function assertCellConfig(caller: string, config: CellConfig): void {
  const { cell, hiddenSize, initializer, recurrentInitializer } = config;
  assertOneOf(caller, 'cell', cell, cellNames);
  assertInteger(caller, 'hiddenSize', hiddenSize, 1);
  for (const [option, cells] of Object.entries(cellsWith) as [keyof CellConfig, readonly CellName[]][]) {
    const value = config[option];
    if (value === undefined || cells.includes(cell)) continue;
    throw new ArgumentError(caller, option, value, `absent for the cell ${cell}: it is an option of ${cells.join(' and ')}`);
  }
  if (initializer !== undefined) assertInitializer(caller, 'initializer', initializer);
  if (recurrentInitializer !== undefined) assertInitializer(caller, 'recurrentInitializer', recurrentInitializer);
  for (const flag of ['useBias', 'resetAfter', 'peepholes'] as const) assertFlag(caller, flag, config[flag]);
}

/** @throws ArgumentError if the cell refuses a number or an activation */
export function createCell(config: CellConfig, inputSize: number): Cell {
  const options = { ...config, inputSize };
  switch (config.cell) {
    case 'rnn':
      return rnn(options);
    case 'lstm':
      return lstm(options);
    case 'gru':
      return gru(options);
  }
}
