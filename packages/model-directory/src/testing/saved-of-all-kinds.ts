import type { Model, Random } from '@tidegate/core';
import { createLabels, createVocabularyCounter } from '@tidegate/datasets';
import { languageModel, rcnn, sequenceTagger, textRnn, tokenTagger } from '@tidegate/models';
import type { ModelToSave } from '../encode/encode-model.js';
import { partsOf } from '../parts/model-parts.js';

export const labels = createLabels(['food', 'music', 'O']);
const counter = createVocabularyCounter();
counter.add(['the', 'song', 'of', 'bread', 'Brücke']);
export const vocabulary = counter.build();

export interface SavedNetwork extends Omit<ModelToSave, 'model'> {
  create(random: Random): Model<never>;
}

const written = { tidegate: '1.2.3', preset: 'small' };
const network = { vocabularySize: vocabulary.size, embeddingSize: 2, cell: 'lstm', hiddenSize: 2 } as const;
const classes = { ...network, outputSize: labels.size };
const training = { steps: 3, epochs: 1, seed: 0, backend: 'cpu' };

export const savedNames = ['sequenceTagger', 'textRnn', 'rcnn', 'tokenTagger', 'languageModel'] as const;
export type SavedName = (typeof savedNames)[number];

/** A small network of each kind, and what there is to say of it. */
export const savedOfAllKinds: Readonly<Record<SavedName, SavedNetwork>> = {
  sequenceTagger: {
    create: (random) => sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'gru', hiddenSize: 3, layers: 2 }, random),
    file: {
      ...written,
      training: { bits: 8, batchSize: 64, steps: 10, optimizer: 'adam', learningRate: 0.001, seed: 4, backend: 'cpu' },
      metrics: { loss: 0.2, exactSums: 0.5, pairs: 16_384 },
    },
    runFile: '{"preset":"adder","steps":10}\n',
  },
  textRnn: {
    create: (random) => textRnn({ ...classes, pooling: 'attention', attentionSize: 2 }, random),
    file: {
      ...written,
      tokenizer: { kind: 'words', lowercase: true },
      maximumLength: 20,
      several: false,
      columns: { textColumn: 'question' },
      training,
      measuredOn: 'validation',
      metrics: { accuracy: 0.5, macroF1: 0.4, loss: 1, examples: 7 },
    },
    parts: partsOf({ vocabulary, labels }),
  },
  rcnn: {
    create: (random) => rcnn({ ...classes, widths: [1, 2], filters: 3 }, random),
    file: { ...written, tokenizer: { kind: 'characters' }, several: true, training },
    parts: partsOf({ vocabulary, labels }),
  },
  tokenTagger: {
    create: (random) => tokenTagger(classes, random),
    file: { ...written, tokenizer: { kind: 'whitespace' }, training, metrics: { accuracy: 1, loss: 0, examples: 1, tokens: 5 } },
    parts: partsOf({ vocabulary, labels }),
  },
  languageModel: {
    create: (random) => languageModel({ ...network, tieEmbeddings: true }, random),
    file: { ...written, tokenizer: { kind: 'characters' }, training, metrics: { loss: 1, nats: 1, perplexity: 3, tokens: 2 } },
    parts: partsOf({ vocabulary }),
  },
};
