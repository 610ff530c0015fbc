import { definePreset } from '../../preset.js';
import { type ClassificationValues, textRnnSettings } from '../settings.js';
import { trainClassifier } from '../train.js';

const defaults = {
  tokenizer: 'words',
  lowercase: true,
  minimumCount: 1,
  vocabularySize: 10_000,
  maximumLength: 5,
  embeddingSize: 100,
  embeddingDeviation: 0.1,
  cell: 'lstm',
  units: 100,
  layers: 1,
  pooling: 'last-position',
  steps: 100,
  batchSize: 8,
  optimizer: 'adam',
  learningRate: 0.01,
  schedule: 'exponential',
  decayRate: 0.9,
  decaySteps: 1000,
  staircase: true,
  penalty: 1e-4,
  seed: 0,
} satisfies ClassificationValues;

/** Section 6 of the systems, as the smoke run of its original code has it: brightmart/text_classification, `a03_TextRNN`. */
export const textrnnOriginal = definePreset({
  name: 'textrnn-original',
  summary: 'the same as the smoke run of its original code: texts of 5 tokens, 100 steps',
  settings: textRnnSettings,
  defaults,
  examples: [
    'tidegate train textrnn-original --data train.tsv --out model',
    'tidegate train textrnn-original --data train.tsv --maximum-length 40 --steps 5000',
  ],
  train: (values, options, place) => trainClassifier({ name: 'textrnn-original', model: 'textRnn' }, values, options, place),
});
