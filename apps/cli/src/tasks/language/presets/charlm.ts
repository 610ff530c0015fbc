import { definePreset } from '../../preset.js';
import { characterSettings, type LanguageValues } from '../settings.js';
import { trainLanguage } from '../train.js';

const defaults = {
  tokenizer: 'characters',
  lowercase: false,
  minimumCount: 1,
  embeddingSize: 128,
  cell: 'lstm',
  units: 128,
  layers: 2,
  batchSize: 50,
  sequenceLength: 50,
  order: 'contiguous',
  steps: 2_000,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'constant',
  clip: 5,
  validateEvery: 500,
  seed: 0,
} satisfies LanguageValues;

/** Section 8 of the systems: a model that writes, character by character. */
export const charlm = definePreset({
  name: 'charlm',
  summary: 'a language model that learns to write, character by character',
  settings: characterSettings,
  defaults,
  examples: [
    'tidegate train charlm --data input.txt --out writer',
    'tidegate train charlm --data input.txt --cell gru --steps 5000 --out writer',
    'tidegate generate writer --prompt "ROMEO:" --length 500',
  ],
  train: (values, options, place) => trainLanguage('charlm', values, options, place),
});
