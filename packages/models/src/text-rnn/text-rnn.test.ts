import { slice, type Tensor3D, tensor1d, tensor2d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { bidirectional, type LstmParams, lstm } from '@tidegate/cells';
import { useBackend } from '@tidegate/core';
import { embedding, linear, softmaxCrossEntropy } from '@tidegate/ops';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import {
  expectLearns,
  expectLogitsOfFeatures,
  expectNothingLeft,
  expectPaddingChangesNothing,
  expectTrueParameterGradients,
  logitsOf,
  random,
  shapesOf,
  someIds,
} from '../testing/token-model.js';
import type { TextRnnConfig } from './config.js';
import { type Pooling, poolings } from './pooling.js';
import { type TextRnn, textRnn } from './text-rnn.js';

const config: TextRnnConfig = { vocabularySize: 6, embeddingSize: 4, cell: 'lstm', outputSize: 3 };
const create = (settings: Partial<TextRnnConfig> = {}): TextRnn => textRnn({ ...config, ...settings }, random);
/** Weights large enough for finite differences. */
const wide = { kind: 'normal', deviation: 0.5 } as const;
const widely = { initializer: wide, embeddingInitializer: wide, outputInitializer: wide };
const context = { training: false, random };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

/** `[pooling]` of steps of numbers, each direction by itself. */
const reduce: Record<Pooling, (forward: number[][], backward: number[][], model: TextRnn) => number[]> = {
  'final-state': (forward, backward) => [...(forward.at(-1) as number[]), ...(backward[0] as number[])],
  'last-position': (forward, backward) => [...(forward.at(-1) as number[]), ...(backward.at(-1) as number[])],
  mean: (forward, backward) =>
    [forward, backward].flatMap((steps) => byUnit(steps, (values) => values.reduce((a, b) => a + b) / values.length)),
  max: (forward, backward) => [forward, backward].flatMap((steps) => byUnit(steps, (values) => Math.max(...values))),
  attention: (forward, backward, { parameters }) => {
    const kernel = parameters['attention/kernel']?.arraySync() as number[][];
    const bias = parameters['attention/bias']?.arraySync() as number[];
    const query = parameters['attention/query']?.arraySync() as number[][];
    const steps = forward.map((step, index) => [...step, ...(backward[index] as number[])]);
    const scores = steps.map((step) =>
      bias.reduce((score, start, unit) => {
        const sum = step.reduce((total, value, feature) => total + value * (kernel[feature]?.[unit] as number), start);
        return score + (query[unit]?.[0] as number) * Math.tanh(sum);
      }, 0),
    );
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    return byUnit(steps, (values) => values.reduce((sum, value, index) => sum + (value * Math.exp(scores[index] as number)) / total, 0));
  },
};
const byUnit = (steps: number[][], of: (values: number[]) => number): number[] =>
  (steps[0] as number[]).map((_, unit) => of(steps.map((step) => step[unit] as number)));

describe('textRnn', () => {
  it('names its parameters by their path; there are as many units as features of a token', () => {
    const model = create({ layers: 2 });
    expect(shapesOf(model)).toMatchObject({
      'embedding/table': [6, 4],
      'encoder/0/forward/inputKernel': [4, 16],
      'encoder/0/backward/recurrentKernel': [4, 16],
      'encoder/1/forward/inputKernel': [8, 16],
      'encoder/1/backward/bias': [16],
      'head/kernel': [8, 3],
      'head/bias': [3],
    });
    expect(Object.keys(model.parameters)).toHaveLength(15);
    expect(model.logits({ ids: someIds() }, context).shape).toEqual([2, 3]);
  });

  it.each(poolings)('reads of the outputs what its pooling says, for sequences of any length: %s', (pooling) => {
    const model = create({ pooling, ...widely });
    model.parameters['attention/bias']?.assign(tensor1d([0.5, -1, 0.3, 0.8, -0.2, 0.1, 1, -0.7]));
    const weights = (direction: string): LstmParams =>
      Object.fromEntries(
        ['inputKernel', 'recurrentKernel', 'bias'].map((name) => [name, model.parameters[`encoder/0/${direction}/${name}`]]),
      ) as unknown as LstmParams;
    const layer = bidirectional({ forward: lstm({ inputSize: 4, hiddenSize: 4 }), backward: lstm({ inputSize: 4, hiddenSize: 4 }) });
    const both = { forward: weights('forward'), backward: weights('backward') };
    for (const [sequence, length] of [
      [0, 5],
      [1, 3],
      [1, 1],
    ] as const) {
      const ids = slice(someIds(), [sequence, 0], [1, length]);
      const inputs = embedding({ table: model.parameters['embedding/table'] as never, ids }) as Tensor3D;
      const { forward, backward } = layer.runBoth(both, inputs);
      const steps = ({ outputs }: typeof forward): number[][] => outputs.arraySync()[0] as number[][];
      const features = tensor2d([reduce[pooling](steps(forward), steps(backward), model)]);
      const expected = linear(features, model.parameters['head/kernel'] as never, model.parameters['head/bias'] as never).dataSync();
      const lengths = tensor1d(sequence === 0 ? [length, 2] : [2, length], 'int32');
      const padded = model.logits({ ids: someIds(), lengths }, context);
      expectClose('logits of the padded batch', slice(padded, [sequence, 0], [1, 3]).dataSync(), expected, 1e-6);
      expectClose('logits of the sequence alone', model.logits({ ids }, context).dataSync(), expected, 1e-6);
    }
  });

  it.each(poolings)('has true gradients, is not moved by padding, and frees everything: %s', (pooling) => {
    // The backward half of the last position starts there, from zeros.
    const untouched = pooling === 'last-position' ? ['encoder/0/backward/recurrentKernel'] : [];
    expectTrueParameterGradients(create({ pooling, ...widely }), untouched);
    expectPaddingChangesNothing(create({ pooling, ...widely }));
    expectNothingLeft(() => create({ pooling, layers: 2, dropout: 0.2 }));
  });

  it.each(cellNames)('has true gradients with respect to each parameter: %s', (cell) => {
    expectTrueParameterGradients(create({ cell, layers: 2, hiddenSize: 3, ...widely }));
    expectTrueParameterGradients(create({ cell, vocabularySize: 20, ...widely }));
  });

  it.each(poolings)('answers an empty text with the bias of its head: %s', (pooling) => {
    const logits = create({ pooling, ...widely }).logits({ ids: someIds(), lengths: tensor1d([0, 5], 'int32') }, context);
    expectClose('logits', slice(logits, [0, 0], [1, 3]).dataSync(), zeros([3]).dataSync(), 0);
  });

  it.each<Partial<TextRnnConfig>>([
    { cell: 'gru' },
    { hiddenSize: 5 },
    { embeddingSize: 2 },
    { layers: 2 },
    { pooling: 'last-position' },
    { pooling: 'mean' },
    { pooling: 'max' },
    { pooling: 'attention' },
    { initializer: wide },
    { embeddingInitializer: wide },
    { outputInitializer: wide },
  ])('has options that change what it computes: %o', (settings) => {
    expect(logitsOf(create(settings))).not.toEqual(logitsOf(create()));
  });

  it('drops in training only, of lower layers and of what the head reads', () => {
    for (const layers of [1, 2]) {
      const model = create({ dropout: 0.5, layers, ...widely });
      expect(logitsOf(model, true)).not.toEqual(logitsOf(model));
      expect(logitsOf(model)).toEqual(logitsOf(create({ layers, ...widely })));
    }
  });

  it('has as many features to compare steps by as it is told', () => {
    expect(shapesOf(create({ pooling: 'attention' }))).toMatchObject({ 'attention/kernel': [8, 8], 'attention/query': [8, 1] });
    expect(shapesOf(create({ pooling: 'attention', attentionSize: 3 }))).toMatchObject({
      'attention/kernel': [8, 3],
      'attention/bias': [3],
    });
    expectTrueParameterGradients(create({ pooling: 'attention', attentionSize: 3, layers: 2, ...widely }));
  });

  it.each(poolings)('drops outputs of each direction before the pooling, in training only: %s', (pooling) => {
    const model = create({ pooling, directionDropout: 0.5, ...widely });
    expect(logitsOf(model, true)).not.toEqual(logitsOf(model));
    expect(logitsOf(model)).toEqual(logitsOf(create({ pooling, ...widely })));
    expectNothingLeft(() => create({ pooling, directionDropout: 0.5 }));
  });

  it.each(poolings)('gives the features that its head scores: %s', (pooling) => {
    expectLogitsOfFeatures(create({ pooling, dropout: 0.5, directionDropout: 0.3, ...widely }));
    expectLogitsOfFeatures(create({ pooling, outputBias: false, ...widely }));
    const inTraining = create({ pooling, dropout: 0.5, ...widely })
      .features({ ids: someIds() }, { training: true, random })
      .dataSync();
    expect(inTraining.some((value) => value === 0)).toBe(true);
  });

  it('learns to tell texts apart', () => {
    expectLearns(create(), { ids: someIds() }, (logits) => softmaxCrossEntropy(logits, tensor1d([2, 0], 'int32')));
  });

  it('refuses what makes no model', () => {
    expect(() => create({ outputSize: 0 })).toThrow('textRnn: outputSize must be a whole number of at least 1, but is 0');
    expect(() => create({ hiddenSize: 0 })).toThrow('textRnn: hiddenSize');
    expect(() => create({ dropout: 1 })).toThrow('textRnn: dropout');
    expect(() => create({ directionDropout: -0.1 })).toThrow('textRnn: directionDropout');
    expect(() => create({ attentionSize: 3 })).toThrow('textRnn: attentionSize must be absent with the pooling final-state, but is 3');
    expect(() => create({ pooling: 'attention', attentionSize: 0 })).toThrow('textRnn: attentionSize must be a whole number of at least 1');
    expect(() => create({ pooling: 'last' as Pooling })).toThrow(
      'textRnn: pooling must be one of final-state, last-position, mean, max, attention, but is "last"',
    );
    expect(() => create().logits({ ids: zeros([5], 'int32') as never }, context)).toThrow('textRnn: ids must have shape [batch, time]');
  });
});
