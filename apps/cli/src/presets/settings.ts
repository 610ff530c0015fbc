import type { CellName, SequenceTaggerConfig } from '@tidegate/models';
import type { OptimizerName } from './optimizers.js';
import type { Preset } from './preset.js';

/** What the options of `tidegate train` may change about a preset. */
export interface Overrides {
  readonly cell?: CellName;
  readonly units?: number;
  readonly layers?: number;
  readonly bidirectional?: boolean;
  readonly dropout?: number;
  readonly bits?: number;
  readonly batchSize?: number;
  readonly steps?: number;
  readonly optimizer?: OptimizerName;
  readonly learningRate?: number;
  readonly seed?: number;
  readonly logEvery?: number;
}

/** Everything that decides what is trained and how, so that the same settings give the same weights. */
export interface TrainSettings {
  readonly preset: string;
  readonly config: SequenceTaggerConfig;
  readonly bits: number;
  readonly batchSize: number;
  readonly steps: number;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly seed: number;
  readonly logEvery: number;
}

/** A preset with the given options in the place of its own. */
export function settingsOf(preset: Preset, overrides: Overrides): TrainSettings {
  return {
    preset: preset.name,
    config: configOf(preset, overrides),
    bits: overrides.bits ?? preset.bits,
    batchSize: overrides.batchSize ?? preset.batchSize,
    steps: overrides.steps ?? preset.steps,
    optimizer: overrides.optimizer ?? preset.optimizer,
    learningRate: overrides.learningRate ?? preset.learningRate,
    seed: overrides.seed ?? 0,
    logEvery: overrides.logEvery ?? preset.logEvery,
  };
}

function configOf({ network }: Preset, { cell = network.cell, units, layers, bidirectional, dropout }: Overrides): SequenceTaggerConfig {
  const { activation, forgetBias, ...shared } = network;
  return {
    ...shared,
    // What only one kind of cell knows goes when the cell is another.
    ...(cell === 'rnn' && activation && { activation }),
    ...(cell === 'lstm' && forgetBias !== undefined && { forgetBias }),
    inputSize: 2,
    outputSize: 1,
    cell,
    hiddenSize: units ?? network.hiddenSize,
    ...(layers !== undefined && { layers }),
    ...(bidirectional && { bidirectional }),
    ...(dropout !== undefined && { dropout }),
  };
}
