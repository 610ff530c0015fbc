import { reshape, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/config.js';
import {
  expectLearns,
  expectNothingLeft,
  expectPaddingChangesNothing,
  expectTrueParameterGradients,
  logitsOf,
  random,
  shapesOf,
  someIds,
} from '../testing/token-model.js';
import type { LanguageModelConfig } from './config.js';
import { type LanguageModel, languageModel } from './language-model.js';

const config: LanguageModelConfig = { vocabularySize: 6, embeddingSize: 3, cell: 'lstm', hiddenSize: 4 };
const create = (settings: Partial<LanguageModelConfig> = {}): LanguageModel => languageModel({ ...config, ...settings }, random);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('languageModel', () => {
  it('names its parameters by their path, and scores the whole vocabulary at each step', () => {
    const model = create({ layers: 2 });
    expect(shapesOf(model)).toEqual({
      'embedding/table': [6, 3],
      'encoder/0/inputKernel': [3, 16],
      'encoder/0/recurrentKernel': [4, 16],
      'encoder/0/bias': [16],
      'encoder/1/inputKernel': [4, 16],
      'encoder/1/recurrentKernel': [4, 16],
      'encoder/1/bias': [16],
      'head/kernel': [4, 6],
      'head/bias': [6],
    });
    expect(model.logits({ ids: someIds() }, { training: false, random }).shape).toEqual([2, 5, 6]);
  });

  it.each(cellNames)('has true gradients with respect to each parameter: %s', (cell) => {
    expectTrueParameterGradients(create({ cell, layers: 2 }));
    expectTrueParameterGradients(create({ cell, vocabularySize: 20 }));
  });

  it('is not moved by padding', () => {
    expectPaddingChangesNothing(create({ layers: 2 }));
  });

  it('does not see what comes later', () => {
    const model = create({ layers: 2 });
    const changed = model.logits({ ids: tensor2d([5, 0, 3, 3, 0, 2, 4, 0, 5, 3], [2, 5], 'int32') }, { training: false, random });
    const before = logitsOf(model);
    const after = [...changed.dataSync()];
    expect(after.slice(0, 24)).toEqual(before.slice(0, 24));
    expect(after.slice(24, 30)).not.toEqual(before.slice(24, 30));
  });

  it.each<Partial<LanguageModelConfig>>([
    { cell: 'gru' },
    { hiddenSize: 5 },
    { embeddingSize: 2 },
    { layers: 2 },
    { forgetBias: 0 },
    { initializer: { kind: 'uniform', low: -1, high: 1 } },
    { embeddingInitializer: { kind: 'normal', deviation: 0.1 } },
    { outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 } },
  ])('has options that change what it computes: %o', (settings) => {
    expect(logitsOf(create(settings))).not.toEqual(logitsOf(create()));
  });

  it('drops in training only', () => {
    const model = create({ dropout: 0.5 });
    expect(logitsOf(model, true)).not.toEqual(logitsOf(model));
    expect(logitsOf(model)).toEqual(logitsOf(create()));
  });

  it('learns a text by heart', () => {
    const next = tensor2d([0, 3, 3, 1, 2, 4, 0, 5, 2, 1], [2, 5], 'int32');
    const loss = (logits: Parameters<typeof softmaxCrossEntropy>[0]) => softmaxCrossEntropy(reshape(logits, [2, 5, 6]), next);
    expectLearns(create({ hiddenSize: 12 }), { ids: someIds() }, loss);
  });

  it('frees everything', () => {
    expectNothingLeft(() => create({ layers: 2, dropout: 0.2 }));
  });

  it('refuses what makes no model', () => {
    expect(() => create({ vocabularySize: 0 })).toThrow('languageModel: vocabularySize must be a whole number of at least 1, but is 0');
    expect(() => create({ embeddingSize: 1.5 })).toThrow('languageModel: embeddingSize');
    expect(() => create({ cell: 'lstn' as 'lstm' })).toThrow('languageModel: cell must be one of rnn, lstm, gru');
    expect(() => create({ embeddingInitializer: { kind: 'norm' } as never })).toThrow('embeddingInitializer.kind');
    expect(() => create().logits({ ids: tensor2d([6], [1, 1], 'int32') }, { training: false, random })).toThrow(
      'ids[0, 0] must be a row of the table, from 0 to 5, but is 6',
    );
  });
});
