import { definePreset } from '../../preset.js';
import { type ClassificationValues, rcnnSettings } from '../settings.js';
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
  variant: 'multi-width',
  dropout: 0.5,
  embeddingDropout: 0.5,
  tokenDropout: 0.1,
  epochs: 8,
  batchSize: 64,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'cosine',
  seed: 0,
} satisfies ClassificationValues;

/** Section 7 of the systems: bidirectional layers, and convolutions over what they say. */
export const rcnn = definePreset({
  name: 'rcnn',
  summary: 'bidirectional layers and convolutions sort texts into classes',
  settings: rcnnSettings,
  defaults,
  examples: [
    'tidegate train rcnn --data train.tsv --test test.tsv --out model',
    'tidegate train rcnn --data films.jsonl --label-column genres --label-separator ";"',
    'tidegate train rcnn --data headlines.tsv --variant original --cell gru',
  ],
  train: (values, options, place) => trainClassifier({ name: 'rcnn', model: 'rcnn' }, values, options, place),
});
