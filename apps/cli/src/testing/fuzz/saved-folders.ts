import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Model } from '@tidegate/core';
import { createLabels, createVocabularyCounter } from '@tidegate/datasets';
import { partsOf } from '@tidegate/model-directory';
import { type ConfigOf, createModel, type ModelName } from '@tidegate/models';
import { saveModel } from '../../model-directory/save-model.js';

/** The files of a model folder by their names. */
export type Folder = Readonly<Record<string, Buffer>>;

const labels = createLabels(['food', 'music', 'O']);
const counter = createVocabularyCounter();
counter.add(['the', 'song', 'of', 'bread', 'constructor']);
const vocabulary = counter.build();

const cell = { cell: 'lstm', hiddenSize: 2 } as const;
const tokens = { vocabularySize: vocabulary.size, embeddingSize: 2 } as const;
const configs: { readonly [Name in ModelName]: ConfigOf<Name> } = {
  sequenceTagger: {
    inputSize: 2,
    outputSize: 1,
    cell: 'gru',
    hiddenSize: 3,
    layers: 2,
    initializer: { kind: 'uniform', low: -1, high: 1 },
  },
  textRnn: { ...tokens, ...cell, outputSize: labels.size, pooling: 'attention', attentionSize: 2 },
  rcnn: { ...tokens, ...cell, outputSize: labels.size, widths: [1, 2], filters: 3, embeddingInitializer: { kind: 'constant', value: 1 } },
  tokenTagger: { ...tokens, ...cell, outputSize: labels.size, layerNormalization: true },
  languageModel: { ...tokens, ...cell, tieEmbeddings: true },
};

const training = { steps: 3, epochs: 1, seed: 0, backend: 'cpu' };
const known: { readonly [Name in ModelName]: object } = {
  sequenceTagger: {
    training: { bits: 8, batchSize: 64, steps: 10, optimizer: 'adam', learningRate: 0.001, seed: 4, backend: 'cpu' },
    metrics: { loss: 0.2, exactSums: 0.5, pairs: 16_384 },
  },
  textRnn: {
    tokenizer: { kind: 'words', lowercase: true },
    maximumLength: 20,
    several: false,
    columns: { textColumn: 'question' },
    training,
    measuredOn: 'test',
    metrics: { accuracy: 0.5, macroF1: 0.4, loss: 1, examples: 7 },
  },
  rcnn: { tokenizer: { kind: 'whitespace' }, several: true, training },
  tokenTagger: { tokenizer: { kind: 'whitespace' }, training, metrics: { accuracy: 1, loss: 0, examples: 1, tokens: 5 } },
  languageModel: { tokenizer: { kind: 'words' }, training, metrics: { loss: 1, nats: 1, perplexity: 3, tokens: 2 } },
};

/** A folder of each kind of model, as `tidegate train` writes it. @param place an empty folder */
export async function savedFolders(place: string): Promise<Folder[]> {
  const folders: Folder[] = [];
  for (const name of Object.keys(configs) as ModelName[]) {
    const model = createModel({ model: name, config: configs[name] } as never, createRandom(1)) as Model<never>;
    const directory = join(place, name);
    mkdirSync(directory, { recursive: true });
    const parts = name === 'sequenceTagger' ? {} : { parts: partsOf({ vocabulary, ...(name !== 'languageModel' && { labels }) }) };
    await saveModel(directory, { model, file: { tidegate: '1.2.3', preset: 'a preset', ...known[name] }, ...parts });
    model.dispose();
    folders.push(Object.fromEntries(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file))])));
  }
  return folders;
}
