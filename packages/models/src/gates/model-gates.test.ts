import { dispose, ones, type Rank, removeBackend, tensor1d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { recurrent, rnn } from '@tidegate/cells';
import { type Model, useBackend } from '@tidegate/core';
import { expectClose, expectNoLeak } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenBatch } from '../embedding/token-batch.js';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import { sequenceTagger } from '../sequence-tagger/sequence-tagger.js';
import { tagger } from '../tagger/tagger.js';
import { random, someIds } from '../testing/token-model.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { modelGates } from './model-gates.js';

const shared = { vocabularySize: 6, embeddingSize: 4, cell: 'gru', hiddenSize: 4 } as const;
const labelled = { ...shared, outputSize: 3 };
const around = { layers: 2, residual: true, layerNormalization: true, learnedState: true, dropout: 0.4, stateDropout: 0.4 } as const;
const makers: readonly (readonly [string, readonly string[], () => Model<TokenBatch>])[] = [
  ['textRnn', ['0/forward', '0/backward', '1/forward', '1/backward'], () => textRnn({ ...labelled, ...around }, random)],
  ['rcnn', ['0/forward', '0/backward'], () => rcnn({ ...labelled, widths: [1, 2], filters: 2 }, random)],
  ['original rcnn', ['0/forward', '0/backward'], () => rcnn({ ...labelled, variant: 'original', latentSize: 3 }, random)],
  [
    'tokenTagger',
    ['0/forward', '0/backward', '1/forward', '1/backward'],
    () => tokenTagger({ ...labelled, ...around, bidirectional: true }, random),
  ],
  ['languageModel', ['0', '1'], () => languageModel({ ...shared, ...around }, random)],
];

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const numbersOf = (model: Model<TokenBatch>): Map<string, number[]> => {
  const gates = modelGates(model, { ids: someIds(), lengths: tensor1d([5, 3], 'int32') });
  return new Map(Object.entries(gates).map(([path, values]) => [path, [...values.dataSync()]]));
};

describe('modelGates', () => {
  it.each(makers)('of %s stand beside its parameters, and leave nothing behind', (_, layers, make) => {
    const model = make();
    const batch = { ids: someIds(), lengths: tensor1d([5, 3], 'int32') };
    const expected = layers.flatMap((layer) => ['reset', 'update', 'candidate', 'hidden'].map((gate) => `encoder/${layer}/${gate}`));
    expect(Object.keys(modelGates(model, batch))).toEqual(expected);
    expectNoLeak(() => Object.values(modelGates(model, batch)));
    model.dispose();
  });

  it.each(makers)('of %s are the same on the compiled backend, zero at padded steps', async (_, __, make) => {
    const expected = numbersOf(make());
    await useBackend([createWasmBackend({ threads: 1 })]);
    const actual = numbersOf(make());
    await useBackend([cpuBackend]);
    removeBackend('wasm');
    for (const [path, values] of expected) {
      expectClose(path, actual.get(path) ?? [], values, 1e-5);
      expect(values).toHaveLength(2 * 5 * 4);
      expect(values.slice(0, 8 * 4)).not.toContain(0);
      expect(new Set(values.slice(8 * 4))).toEqual(new Set([0]));
    }
  });

  it('end in what the head reads', () => {
    const model = languageModel(shared, random);
    const batch = { ids: someIds() };
    const { features } = model.features(batch, { training: false, random });
    expectClose('hidden', modelGates(model, batch)['encoder/0/hidden']?.dataSync() ?? [], features.dataSync(), 1e-6);
  });

  it('are those of numbers too, and of one layer without a stack', () => {
    const inputs = ones<Rank.R3>([1, 3, 2]);
    const adder = sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'rnn', hiddenSize: 3 }, random);
    expect(Object.keys(modelGates(adder, { inputs }))).toEqual(['encoder/0/hidden']);
    const own = tagger({ name: 'own', config: {}, encoder: recurrent(rnn({ inputSize: 2, hiddenSize: 3 })), outputSize: 1 }, random);
    expect(Object.keys(modelGates(own, { inputs }))).toEqual(['encoder/hidden']);
    dispose(inputs);
  });

  it('need a model that hands its context on', () => {
    const model = { logits: () => ones([1]) };
    expect(() => modelGates(model, {})).toThrow('modelGates: nothing has told of its gates');
  });
});
