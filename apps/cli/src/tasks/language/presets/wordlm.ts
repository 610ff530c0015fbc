import { definePreset } from '../../preset.js';
import { type LanguageValues, wordSettings } from '../settings.js';
import { trainLanguage } from '../train.js';

const defaults = {
  tokenizer: 'words',
  lowercase: false,
  minimumCount: 1,
  vocabularySize: 10_000,
  embeddingSize: 200,
  cell: 'lstm',
  units: 200,
  layers: 2,
  dropout: 0.2,
  batchSize: 20,
  sequenceLength: 35,
  order: 'contiguous',
  steps: 2_000,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'constant',
  clip: 5,
  touchedRowsOnly: true,
  validateEvery: 500,
  loss: 'softmax',
  seed: 0,
} satisfies LanguageValues;

/** Section 8 of the systems: a model that writes, word by word. */
export const wordlm = definePreset({
  name: 'wordlm',
  summary: 'a language model that learns to write, word by word',
  settings: wordSettings,
  defaults,
  examples: [
    'tidegate train wordlm --data input.txt --out writer',
    'tidegate train wordlm --data texts/ --vocabulary-size 50000 --loss sampled-softmax',
    'tidegate generate writer --prompt "Once upon a time" --length 100',
  ],
  train: (values, options, place) => trainLanguage('wordlm', values, options, place),
});
