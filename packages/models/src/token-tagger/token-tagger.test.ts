import { reshape, slice, type Tensor3D, tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { bidirectional, type GruParams, gru } from '@tidegate/cells';
import { useBackend } from '@tidegate/core';
import { embedding, linear, softmaxCrossEntropy } from '@tidegate/ops';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import {
  expectLearns,
  expectNothingLeft,
  expectPaddingChangesNothing,
  expectTrueParameterGradients,
  logitsOf,
  partOf,
  random,
  shapesOf,
  someIds,
} from '../testing/token-model.js';
import type { TokenTaggerConfig } from './config.js';
import { type TokenTagger, tokenTagger } from './token-tagger.js';

const config: TokenTaggerConfig = { vocabularySize: 6, embeddingSize: 3, cell: 'gru', hiddenSize: 4, bidirectional: true, outputSize: 5 };
const create = (settings: Partial<TokenTaggerConfig> = {}): TokenTagger => tokenTagger({ ...config, ...settings }, random);
const context = { training: false, random };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('tokenTagger', () => {
  it('names its parameters by their path', () => {
    const model = create({ layers: 2 });
    expect(shapesOf(model)).toMatchObject({
      'embedding/table': [6, 3],
      'encoder/0/forward/inputKernel': [3, 12],
      'encoder/1/backward/inputKernel': [8, 12],
      'head/kernel': [8, 5],
      'head/bias': [5],
    });
    expect(Object.keys(model.parameters)).toHaveLength(19);
  });

  it('scores at each step what both directions say there', () => {
    const model = create();
    const layer = bidirectional({ forward: gru({ inputSize: 3, hiddenSize: 4 }), backward: gru({ inputSize: 3, hiddenSize: 4 }) });
    const params = {
      forward: partOf<GruParams>(model, 'encoder/0/forward/'),
      backward: partOf<GruParams>(model, 'encoder/0/backward/'),
    };
    const lengths = tensor1d([5, 2], 'int32');
    const vectors = embedding({ table: model.parameters['embedding/table'] as never, ids: someIds() }) as Tensor3D;
    const { outputs } = layer.run(params, vectors, { lengths });
    const expected = linear(outputs, model.parameters['head/kernel'] as never, model.parameters['head/bias'] as never);
    expectClose('logits', model.logits({ ids: someIds(), lengths }, context).dataSync(), expected.dataSync(), 1e-6);
  });

  it('hears in both directions, or in one', () => {
    const last = tensor2d([5, 0, 3, 3, 2, 2, 4, 0, 5, 2], [2, 5], 'int32');
    const firstStep = (model: TokenTagger, ids = someIds()): number[] => [
      ...slice(model.logits({ ids }, context), [0, 0, 0], [1, 1, 5]).dataSync(),
    ];
    for (const bidirectional of [true, false]) {
      const model = create({ bidirectional });
      const changes = firstStep(model, last).some((value, index) => value !== firstStep(model)[index]);
      expect(changes).toBe(bidirectional);
    }
  });

  it.each(cellNames)('has true gradients with respect to each parameter: %s', (cell) => {
    expectTrueParameterGradients(create({ cell, layers: 2 }));
    expectTrueParameterGradients(create({ cell, vocabularySize: 20 }));
  });

  it('is not moved by padding, and frees everything', () => {
    expectPaddingChangesNothing(create({ layers: 2 }));
    expectNothingLeft(() => create({ layers: 2, dropout: 0.2, embeddingDropout: 0.2, tokenDropout: 0.2 }));
  });

  it.each<Partial<TokenTaggerConfig>>([
    { cell: 'lstm' },
    { hiddenSize: 5 },
    { embeddingSize: 2 },
    { layers: 2 },
    { bidirectional: false },
    { embeddingInitializer: { kind: 'normal', deviation: 0.1 } },
    { outputInitializer: { kind: 'normal', deviation: 0.1 } },
  ])('has options that change what it computes: %o', (settings) => {
    expect(logitsOf(create(settings))).not.toEqual(logitsOf(create()));
  });

  it('drops in training only', () => {
    expect(logitsOf(create({ dropout: 0.5 }), true)).not.toEqual(logitsOf(create()));
    expect(logitsOf(create({ dropout: 0.5 }))).toEqual(logitsOf(create()));
  });

  it('learns to tag', () => {
    const tags = tensor2d([0, 1, 1, 4, 2, 3, 0, 1, 2, 3], [2, 5], 'int32');
    expectLearns(create({ hiddenSize: 8 }), { ids: someIds() }, (logits) => softmaxCrossEntropy(reshape(logits, [2, 5, 5]), tags));
  });

  it('refuses what makes no model', () => {
    expect(() => create({ outputSize: 0 })).toThrow('tokenTagger: outputSize must be a whole number of at least 1, but is 0');
    expect(() => create({ vocabularySize: 0 })).toThrow('tokenTagger: vocabularySize');
    expect(() => create({ layers: 0 })).toThrow('tokenTagger: layers');
    expect(() => create().logits({ ids: zeros([5], 'int32') as never }, context)).toThrow('tokenTagger: ids must have shape [batch, time]');
  });
});
