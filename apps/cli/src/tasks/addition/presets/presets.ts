import { definePreset, type Preset } from '../../preset.js';
import type { AdditionPreset } from '../addition-preset.js';
import { additionSettings } from '../settings.js';
import { trainAddition } from '../train.js';
import { adder } from './adder.js';
import { adderBptt } from './adder-bptt.js';

function presetOf(preset: AdditionPreset, examples: readonly string[]): Preset {
  const { name, summary, bits, batchSize, steps, optimizer, learningRate, logEvery, network } = preset;
  const { cell, hiddenSize: units, layers } = network;
  return definePreset({
    name,
    summary,
    settings: additionSettings,
    defaults: { cell, units, ...(layers !== undefined && { layers }), bits, batchSize, steps, optimizer, learningRate, seed: 0, logEvery },
    examples,
    train: (values, options, place) => trainAddition(preset, values, options, place),
  });
}

/** What learns to add. */
export const additionPresets: readonly Preset[] = [
  presetOf(adder, ['tidegate train adder', 'tidegate train adder --cell gru --units 32 --seed 7 --out gru-adder']),
  presetOf(adderBptt, ['tidegate train adder-bptt', 'tidegate train adder-bptt --json > run.jsonl']),
];
