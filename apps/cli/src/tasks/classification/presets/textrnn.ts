import { definePreset } from '../../preset.js';
import { type ClassificationValues, textRnnSettings } from '../settings.js';
import { trainClassifier } from '../train.js';

const defaults = {
  tokenizer: 'words',
  lowercase: true,
  minimumCount: 1,
  embeddingSize: 100,
  embeddingDeviation: 0.1,
  cell: 'lstm',
  units: 100,
  layers: 1,
  pooling: 'final-state',
  dropout: 0.5,
  embeddingDropout: 0.5,
  tokenDropout: 0.1,
  epochs: 15,
  batchSize: 64,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'cosine',
  seed: 0,
} satisfies ClassificationValues;

/** Section 6 of the systems: bidirectional layers, and one vector of what they say. */
export const textrnn = definePreset({
  name: 'textrnn',
  summary: 'bidirectional layers sort texts into classes',
  settings: textRnnSettings,
  defaults,
  examples: [
    'tidegate train textrnn --data train.tsv --test test.tsv --out model',
    'tidegate train textrnn --data reviews/ --pooling attention --epochs 5',
    'tidegate train textrnn --data headlines.csv --text-column title --label-column topic --tokenizer characters',
  ],
  train: (values, options, place) => trainClassifier({ name: 'textrnn', model: 'textRnn' }, values, options, place),
});
