import type { OptimizerName } from '@tidegate/model-directory';
import { type CellName, cellNames, type SequenceTaggerConfig } from '@tidegate/models';
import { oneOf, probability, toggle, wholeNumber } from '../../settings/kinds.js';
import type { Setting, ValuesOf } from '../../settings/setting.js';
import { machineSettings, trainingSettings } from '../../settings/training-settings.js';
import type { AdditionPreset } from './addition-preset.js';

const network = 'Network';

/** What may be changed about an adder. */
export const additionSettings = {
  cell: { group: network, description: `recurrent cell: ${cellNames.join(', ')}`, kind: oneOf<CellName>(cellNames) },
  units: { group: network, description: 'units of each layer, in each direction', kind: wholeNumber(1, 4096) },
  layers: { group: network, description: 'recurrent layers, one above the other', kind: wholeNumber(1, 64) },
  bidirectional: { group: network, description: 'let each layer read the numbers from both ends', kind: toggle },
  dropout: { group: network, description: 'drop outputs of the layers while training', kind: probability },
  bits: { group: 'Data', description: 'bits of a number, 1 to 32', kind: wholeNumber(1, 32) },
  ...trainingSettings,
  batchSize: { ...trainingSettings.batchSize, description: 'sums in a step' },
  ...machineSettings,
} satisfies Record<string, Setting>;

type Overrides = ValuesOf<typeof additionSettings>;

/** Everything that decides what is trained and how, so that the same settings give the same weights. */
export interface AdditionSettings {
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
export function settingsOf(preset: AdditionPreset, overrides: Overrides): AdditionSettings {
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

function configOf(
  { network }: AdditionPreset,
  { cell = network.cell, units, layers, bidirectional, dropout }: Overrides,
): SequenceTaggerConfig {
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
