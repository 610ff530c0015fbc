import { removeBackend, slice, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { type BackendAdapter, type Json, type Model, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { TokenBatch } from '../embedding/token-batch.js';
import { languageModel } from '../language-model/language-model.js';
import { rcnnVariants } from '../rcnn/config.js';
import { rcnn } from '../rcnn/rcnn.js';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import { poolings } from '../text-rnn/pooling.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { random } from './token-model.js';

type Shared = Parameters<typeof tokenTagger>[0];
type Make = (shared: Shared) => Model<TokenBatch, Json>;

const large = { kind: 'normal', deviation: 0.5 } as const;
const models: readonly (readonly [name: string, make: Make])[] = [
  ...poolings.map((pooling) => [`textRnn, ${pooling}`, (shared: Shared) => textRnn({ ...shared, pooling }, random)] as const),
  ...rcnnVariants.map((variant) => [`rcnn, ${variant}`, (shared: Shared) => rcnn({ ...shared, variant }, random)] as const),
  ['tokenTagger', (shared) => tokenTagger(shared, random)],
  ['tokenTagger, bidirectional', (shared) => tokenTagger({ ...shared, bidirectional: true }, random)],
  ['languageModel', ({ outputSize: _, ...shared }) => languageModel(shared, random)],
];
/** Above and below as many tokens as a batch has: the layers read the table in two ways. */
const vocabularies = [9, 200];
const settings: readonly (readonly [name: string, settings: Partial<Shared>])[] = [
  ...cellNames.map((cell) => [cell, { cell }] as const),
  ['two layers with all that wraps them', { layers: 2, layerNormalization: true, residual: true, learnedState: true }],
  ['lstm with all options', { cell: 'lstm', peepholes: true, projection: 3, cellClip: 0.4, projectionClip: 0.3, activation: 'relu' }],
  ['gru, step by step', { cell: 'gru', resetAfter: false, recurrentActivation: 'hardSigmoid' }],
];

/** Of no word, of fewer than the widest convolution reads, and of more. */
const texts = [[4, 1, 7, 0, 2, 8, 3], [], [5], [6, 2], [3, 3, 8], [0, 7, 1, 4, 6]];
const context = { training: false, random };
const int32 = (values: readonly number[]): ReturnType<typeof tensor1d> => tensor1d([...values], 'int32');

/** What a model says of one text; at each real step, where it answers there. */
function answerTo(model: Model<TokenBatch, Json>, batch: TokenBatch, text: number, length: number): ArrayLike<number> {
  const logits = model.logits(batch, context);
  const [, ...rest] = logits.shape;
  const begin = [text, ...rest.map(() => 0)];
  return slice(logits as Tensor, begin, rest.length === 1 ? [1, -1] : [1, length, -1]).dataSync();
}

describe.each<[string, BackendAdapter]>([
  ['cpu', cpuBackend],
  ['wasm', createWasmBackend({ threads: 1 })],
])('padding, on %s', (backend, adapter) => {
  beforeAll(async () => {
    await useBackend([adapter]);
  });
  afterAll(() => {
    if (backend === 'wasm') removeBackend('wasm');
  });

  describe.each(settings)('%s', (_, given) => {
    it.each(models)('changes no answer of %s', (_, make) => {
      for (const vocabularySize of vocabularies) {
        const shared = { vocabularySize, embeddingSize: 4, cell: 'lstm', hiddenSize: 4, outputSize: 3, ...given } as const;
        const model = make({ ...shared, initializer: large, embeddingInitializer: large, outputInitializer: large });
        for (const filler of [0, 8]) {
          const padded = texts.map((text) => [...text, ...new Array<number>(7 - text.length).fill(filler)]);
          const batch = { ids: tensor2d(padded, [texts.length, 7], 'int32'), lengths: int32(texts.map(({ length }) => length)) };
          for (const [index, text] of texts.entries()) {
            // A text without a token still has a step, which is padding.
            const ids = tensor2d([text.length === 0 ? [filler] : text], undefined, 'int32');
            const alone = text.length === 0 ? { ids, lengths: int32([0]) } : { ids };
            const expected = answerTo(model, alone, 0, text.length);
            expectClose(`text of ${text.length}`, answerTo(model, batch, index, text.length), expected, 1e-5);
          }
        }
        model.dispose();
      }
    });
  });
});
