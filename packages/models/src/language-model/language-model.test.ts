import { concat, reshape, slice, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { flattenTree, useBackend } from '@tidegate/core';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { expectClose, expectNoLeak } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import {
  expectLearns,
  expectNothingLeft,
  expectPaddingChangesNothing,
  expectSameTrees,
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
const context = { training: false, random };

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
      'head/kernel': [6, 4],
      'head/bias': [6],
    });
    expect(model.logits({ ids: someIds() }, { training: false, random }).shape).toEqual([2, 5, 6]);
  });

  it.each(cellNames)('has true gradients with respect to each parameter: %s', (cell) => {
    expectTrueParameterGradients(create({ cell, layers: 2 }));
    expectTrueParameterGradients(create({ cell, vocabularySize: 20 }));
  });

  it('gives the features that its head scores, and is the same model by logits, run and features', () => {
    const model = create({ layers: 2 });
    const batch = { ids: someIds(), lengths: tensor1d([5, 3], 'int32') };
    const { features, state } = model.features(batch, context);
    const [kernel, bias] = [model.head.kernel.arraySync(), model.head.bias?.arraySync() as number[]];
    const steps = (features.arraySync() as number[][][]).flat();
    const scores = steps.flatMap((step) =>
      kernel.map((row, id) => row.reduce((sum, w, i) => sum + w * (step[i] as number), bias[id] as number)),
    );
    const run = model.run(batch, context);
    expectClose('logits', run.logits.dataSync(), scores, 1e-6);
    expect([...model.logits(batch, context).dataSync()]).toEqual([...run.logits.dataSync()]);
    expectSameTrees(run.state, state);
  });

  it.each(cellNames)('reads on where the state says it stopped: %s', (cell) => {
    const model = create({ cell, layers: 2 });
    const whole = model.run({ ids: someIds() }, context);
    const first = model.run({ ids: slice(someIds(), [0, 0], [2, 2]) }, context);
    const rest = model.run({ ids: slice(someIds(), [0, 2], [2, 3]), state: first.state }, context);
    expectClose('logits', concat([first.logits, rest.logits], 1).dataSync(), whole.logits.dataSync(), 1e-6);
    expectSameTrees(rest.state, whole.state);
    const wrongBatch = { ids: slice(someIds(), [0, 0], [1, 2]), state: first.state };
    expect(() => model.run(wrongBatch, context)).toThrow('must have shape [1, 4], but has [2, 4]');
  });

  it('learns one table from both sides where embeddings are tied', () => {
    const tied = { tieEmbeddings: true, embeddingSize: 4 };
    const model = create(tied);
    expect(shapesOf(model)).toMatchObject({ 'embedding/table': [6, 4], 'head/bias': [6] });
    expect(Object.keys(model.parameters)).toHaveLength(5);
    expect(model.head.kernel).toBe(model.parameters['embedding/table']);
    expectTrueParameterGradients(model);
    expectTrueParameterGradients(create({ ...tied, vocabularySize: 20 }));
    expectNothingLeft(() => create(tied));
    expect(() => create({ tieEmbeddings: true })).toThrow('languageModel: embeddingSize must be the 4 features that the top layer gives');
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
    const model = create({ layers: 2 });
    const ids = someIds();
    expectNoLeak(() => {
      const { logits, state } = model.run({ ids }, context);
      return [logits, ...flattenTree(state).map(([, tensor]) => tensor)];
    });
  });

  it('refuses what makes no model', () => {
    expect(() => create({ vocabularySize: 0 })).toThrow('languageModel: vocabularySize must be a whole number of at least 1, but is 0');
    expect(() => create({ embeddingSize: 1.5 })).toThrow('languageModel: embeddingSize');
    expect(() => create({ cell: 'lstn' as 'lstm' })).toThrow('languageModel: cell must be one of rnn, lstm, gru');
    expect(() => create({ embeddingInitializer: { kind: 'norm' } as never })).toThrow('embeddingInitializer.kind');
    for (const option of ['embeddingInitializer', 'outputInitializer', 'initializer', 'recurrentInitializer']) {
      expect(() => create({ [option]: null })).toThrow(`languageModel: ${option} must be an object with a kind, but is null`);
    }
    expect(() => create().logits({ ids: tensor2d([6], [1, 1], 'int32') }, { training: false, random })).toThrow(
      'ids[0, 0] must be a row of the table, from 0 to 5, but is 6',
    );
  });
});
