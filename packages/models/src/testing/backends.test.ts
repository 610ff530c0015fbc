import { dispose, removeBackend, type Scalar, square, sum, tensor1d, variableGrads } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { type BackendAdapter, type Json, type Model, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { describe, it } from 'vitest';
import type { TokenBatch } from '../embedding/token-batch.js';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { expectNothingLeft, random, someIds } from './token-model.js';

const large = { kind: 'normal', deviation: 0.5 } as const;
const shared = { embeddingSize: 4, cell: 'lstm', hiddenSize: 4, initializer: large, embeddingInitializer: large } as const;
const labelled = { ...shared, outputSize: 3, outputInitializer: large };
const dropping = { dropout: 0.3, inputDropout: 0.3, stateDropout: 0.3, embeddingDropout: 0.3, tokenDropout: 0.3 };
const makers: readonly (readonly [string, (vocabularySize: number) => Model<TokenBatch, Json>])[] = [
  ['textRnn, attention', (vocabularySize) => textRnn({ ...labelled, ...dropping, vocabularySize, pooling: 'attention' }, random)],
  ['textRnn, directions', (vocabularySize) => textRnn({ ...labelled, vocabularySize, pooling: 'max', directionDropout: 0.3 }, random)],
  ['rcnn, original', (vocabularySize) => rcnn({ ...labelled, vocabularySize, variant: 'original', dropout: 0.3 }, random)],
  ['tokenTagger', (vocabularySize) => tokenTagger({ ...labelled, ...dropping, vocabularySize, layers: 2, peepholes: true }, random)],
  ['languageModel', (vocabularySize) => languageModel({ ...shared, ...dropping, vocabularySize, layers: 2, residual: true }, random)],
  ['languageModel, tied', (vocabularySize) => languageModel({ ...shared, vocabularySize, tieEmbeddings: true }, random)],
];

async function on<Result>(adapter: BackendAdapter, run: () => Result): Promise<Result> {
  await useBackend([adapter]);
  try {
    return run();
  } finally {
    if (adapter.name === 'wasm') removeBackend('wasm');
  }
}

/** Loss and gradients of a step of training, by path. */
function learn(model: Model<TokenBatch, Json>): ReadonlyMap<string, ArrayLike<number>> {
  const batch = { ids: someIds(), lengths: tensor1d([5, 3], 'int32') };
  const loss = (): Scalar => sum(square(model.logits(batch, { training: true, random })));
  const { value, grads } = variableGrads(loss, Object.values(model.parameters));
  const results = new Map<string, ArrayLike<number>>([['loss', value.dataSync()]]);
  for (const [path, { name }] of Object.entries(model.parameters)) results.set(path, (grads[name] as Scalar).dataSync());
  dispose([value, grads, batch.ids, batch.lengths]);
  model.dispose();
  return results;
}

describe('a step of training', () => {
  // Above and below as many tokens as a batch has: the layers read the table in two ways.
  it.each(makers.flatMap(([name, make]) => [6, 40].map((size) => [name, size, make] as const)))(
    'is the same on all backends, masks included, and leaves nothing: %s, vocabulary of %i',
    async (_, size, make) => {
      const expected = await on(cpuBackend, () => learn(make(size)));
      const actual = await on(createWasmBackend({ threads: 1 }), () => {
        expectNothingLeft(() => make(size));
        return learn(make(size));
      });
      for (const [path, values] of expected) expectClose(path, actual.get(path) as ArrayLike<number>, values, 1e-4);
    },
  );
});
