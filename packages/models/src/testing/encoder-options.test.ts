import { cpuBackend } from '@tidegate/backend-cpu';
import { type Json, type Model, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenBatch } from '../embedding/token-batch.js';
import { languageModel } from '../language-model/language-model.js';
import { rcnn } from '../rcnn/rcnn.js';
import type { RecurrentEncoderConfig } from '../recurrent-encoder/config.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { expectNothingLeft, expectTrueParameterGradients, logitsOf, random, shapesOf, watchedBy } from './token-model.js';

type Settings = Partial<Omit<RecurrentEncoderConfig, 'bidirectional' | 'merge'>>;
type Make = (settings: Settings) => Model<TokenBatch, Json>;

const large = { kind: 'normal', deviation: 0.7 } as const;
const base = { vocabularySize: 6, embeddingSize: 4, cell: 'lstm', hiddenSize: 4, initializer: large, embeddingInitializer: large } as const;
const labelled = { ...base, outputSize: 2, outputInitializer: large };
const makers: readonly (readonly [string, Make])[] = [
  ['textRnn', (settings) => textRnn({ ...labelled, ...settings }, random)],
  ['rcnn', (settings) => rcnn({ ...labelled, filters: 3, widths: [1, 2], ...settings }, random)],
  ['tokenTagger', (settings) => tokenTagger({ ...labelled, bidirectional: true, ...settings }, random)],
  ['languageModel', (settings) => languageModel({ ...base, ...settings }, random)],
];

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** Options beside those that they are added to. */
const evaluated: readonly (readonly [Settings, Settings])[] = [
  [{ peepholes: true }, {}],
  [{ cellClip: 0.1 }, {}],
  [{ projection: 3 }, {}],
  [{ projection: 3, projectionClip: 0.1 }, { projection: 3 }],
  [{ activation: 'relu' }, {}],
  [{ recurrentActivation: 'hardSigmoid' }, {}],
  [{ forgetBias: 0 }, {}],
  [{ recurrentInitializer: { kind: 'orthogonal' } }, {}],
  [{ layers: 2, layerNormalization: true }, { layers: 2 }],
  [{ layers: 2, residual: true }, { layers: 2 }],
  [{ cell: 'gru', activation: 'sigmoid' }, { cell: 'gru' }],
  [{ cell: 'gru', recurrentActivation: 'hardSigmoid' }, { cell: 'gru' }],
  [{ cell: 'gru', resetAfter: false }, { cell: 'gru' }],
  [{ cell: 'rnn', activation: 'hardSigmoid' }, { cell: 'rnn' }],
];

const trained: readonly Settings[] = [{ dropout: 0.5, layers: 2 }, { inputDropout: 0.5 }, { stateDropout: 0.5 }];

describe.each(makers)('options of the recurrent layers of %s', (_, make) => {
  it.each(evaluated)('change what it computes: %o beside %o', (settings, others) => {
    expect(logitsOf(make(settings))).not.toEqual(logitsOf(make(others)));
  });

  it.each(trained)('drop in training only: %o', (settings) => {
    const { layers = 1 } = settings;
    const model = make(settings);
    expect(logitsOf(model)).toEqual(logitsOf(make({ layers })));
    expect(logitsOf(model, true)).not.toEqual(logitsOf(make({ layers }), true));
    expect(logitsOf(model, true)).toEqual(logitsOf(make(settings), true));
    expect(logitsOf(make({ ...settings, dropoutMask: 'sequence' }), true)).not.toEqual(logitsOf(model, true));
  });

  it('learn the state that each layer starts from', () => {
    const model = make({ learnedState: true });
    const learned = Object.keys(model.parameters).filter((path) => path.includes('/initialState/'));
    expect(learned.map((path) => path.split('/').at(-1))).toEqual(learned.length === 2 ? ['h', 'c'] : ['h', 'c', 'h', 'c']);
    expectTrueParameterGradients(model);
  });

  it('give true gradients and leave nothing, all together', () => {
    const all = { layers: 2, layerNormalization: true, residual: true, learnedState: true, peepholes: true, projection: 3, cellClip: 50 };
    expectTrueParameterGradients(make(all));
    expectNothingLeft(() => make({ ...all, dropout: 0.2, inputDropout: 0.2, stateDropout: 0.2, dropoutMask: 'sequence' }));
  });

  it('tell the gradients of states by the paths of the layers', () => {
    const paths = new Set(watchedBy(make({ layers: 2 })));
    const layers = paths.size === 4 ? ['0', '1'] : ['0/backward', '0/forward', '1/backward', '1/forward'];
    expect([...paths].sort()).toEqual(layers.flatMap((layer) => [`encoder/${layer}/c`, `encoder/${layer}/h`]));
  });

  it.each<[Settings, string]>([
    [{ cell: 'gru', peepholes: true }, 'peepholes must be absent for the cell gru: it is an option of lstm, but is true'],
    [{ cell: 'gru', cellClip: 1 }, 'cellClip must be absent for the cell gru'],
    [{ cell: 'rnn', projection: 1 }, 'projection must be absent for the cell rnn'],
    [{ cell: 'rnn', projectionClip: 1 }, 'projectionClip must be absent'],
    [{ cell: 'rnn', forgetBias: 0 }, 'forgetBias must be absent'],
    [{ cell: 'rnn', recurrentActivation: 'tanh' }, 'recurrentActivation must be absent for the cell rnn: it is an option of lstm and gru'],
    [{ resetAfter: false }, 'resetAfter must be absent for the cell lstm: it is an option of gru'],
    [{ projectionClip: 1 }, 'projectionClip must be given together with projection'],
    [{ activation: 'softplus' as 'relu' }, 'activation must be one of'],
    [{ forgetBias: Number.NaN }, 'forgetBias must be a finite number'],
    [{ initializer: { kind: 'norm' } as never }, 'initializer.kind'],
    [{ recurrentInitializer: { kind: 'norm' } as never }, 'recurrentInitializer.kind'],
    [{ peepholes: 1 as never }, 'peepholes must be true or false, but is 1'],
    [{ useBias: 'no' as never }, 'useBias must be true or false, but is "no"'],
    [{ learnedState: 'yes' as never }, 'learnedState must be true or false, but is "yes"'],
    [{ inputDropout: 1 }, 'inputDropout must be a finite number from 0 to below 1, but is 1'],
    [{ stateDropout: -1 }, 'stateDropout'],
    [{ dropoutMask: 'batch' as 'step' }, 'dropoutMask must be one of step, sequence, but is "batch"'],
    [{ dropoutMask: 'sequence' }, 'dropoutMask must be given together with dropout, inputDropout or stateDropout, but is "sequence"'],
    [{ dropoutMask: 'step', dropout: 0, layers: 2 }, 'dropoutMask must be given together with dropout'],
    [{ residual: true, hiddenSize: 5 }, 'residual must be for layers that give as many features as they take; these take 4 to'],
  ])('refuse what does not go together: %o', (settings, message) => {
    expect(() => make(settings)).toThrow(message);
  });
});

describe('a mask for dropout of the only layer', () => {
  const settings = { dropout: 0.5, dropoutMask: 'sequence' } as const;
  const sorters = makers.slice(0, 2);
  const others = makers.slice(2);

  it.each(sorters)('is refused by %s, which reads its outputs before they are dropped', (name, make) => {
    const rule = 'given together with inputDropout, stateDropout, or dropout of several layers';
    expect(() => make(settings)).toThrow(`${name}: dropoutMask must be ${rule}, but is "sequence"`);
    expect(make({ ...settings, layers: 2 }).config).toMatchObject(settings);
  });

  it.each(others)('is taken by %s', (_, make) => {
    expect(logitsOf(make(settings), true)).not.toEqual(logitsOf(make({ dropout: 0.5 }), true));
  });
});

describe('options of both directions', () => {
  const create = (settings: Partial<RecurrentEncoderConfig>) => tokenTagger({ ...labelled, bidirectional: true, ...settings }, random);

  it('merge them', () => {
    expect(shapesOf(create({}))).toMatchObject({ 'head/kernel': [8, 2] });
    const merged = (['sum', 'average', 'product'] as const).map((merge) => logitsOf(create({ merge })));
    expect(shapesOf(create({ merge: 'sum' }))).toMatchObject({ 'head/kernel': [4, 2] });
    expect(merged[0]).not.toEqual(merged[1]);
    expect(merged[0]).not.toEqual(merged[2]);
    expectTrueParameterGradients(create({ merge: 'product', layers: 2 }));
  });

  it('are refused where they say nothing', () => {
    expect(() => create({ bidirectional: false, merge: 'sum' })).toThrow('tokenTagger: merge must be absent without bidirectional');
    expect(() => create({ merge: 'max' as 'sum' })).toThrow('tokenTagger: merge must be one of concat, sum, average, product');
    expect(() => create({ bidirectional: 'both' as never })).toThrow('tokenTagger: bidirectional must be true or false');
  });
});
