import { definePreset } from '../../preset.js';
import { type TaggerValues, taggerSettings } from '../settings.js';
import { trainTagger } from '../train.js';

const defaults = {
  lowercase: true,
  minimumCount: 1,
  embeddingSize: 100,
  embeddingDeviation: 0.1,
  cell: 'lstm',
  units: 128,
  layers: 2,
  bidirectional: true,
  dropout: 0.3,
  tokenDropout: 0.1,
  epochs: 10,
  batchSize: 16,
  optimizer: 'adam',
  learningRate: 2e-3,
  schedule: 'cosine',
  seed: 0,
} satisfies TaggerValues;

/** Section 9 of the systems: a tag for each token. */
export const tagger = definePreset({
  name: 'tagger',
  summary: 'bidirectional layers give each token a tag, such as the names in a text',
  settings: taggerSettings,
  defaults,
  examples: [
    'tidegate train tagger --data train.jsonl --valid valid.jsonl --out model',
    'tidegate train tagger --data train.conll --test test.conll --layers 2',
    'tidegate train tagger --data train.jsonl --tokens-column words --tags-column ner',
  ],
  train: trainTagger,
});
