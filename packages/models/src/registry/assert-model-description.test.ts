import { KernelBackend, registerBackend, removeBackend, setBackend, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError, type Json } from '@tidegate/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assertModelDescription } from './assert-model-description.js';

const tokens = { vocabularySize: 6, embeddingSize: 3, cell: 'lstm', hiddenSize: 3 };
const check = (model: string, config: Json) => () => assertModelDescription('read', { model, config });

describe('assertModelDescription', () => {
  it.each<[string, Json]>([
    ['sequenceTagger', { cell: 'gru', hiddenSize: 3, inputSize: 2, outputSize: 2 }],
    ['tokenTagger', { ...tokens, outputSize: 2, bidirectional: true }],
    ['textRnn', { vocabularySize: 6, embeddingSize: 3, cell: 'rnn', outputSize: 2 }],
    ['rcnn', { ...tokens, outputSize: 2 }],
    ['languageModel', tokens],
  ])('takes what makes a model: %s', (model, config) => {
    expect(check(model, config)).not.toThrow();
  });

  it.each<[string, Json, string]>([
    ['transformer', tokens, 'read: model must be one of sequenceTagger, tokenTagger, textRnn, rcnn, languageModel, but is "transformer"'],
    ['languageModel', null, 'config must be an object of options'],
    ['languageModel', { ...tokens, heads: 8 }, 'languageModel: an option of the configuration must be one of'],
    ['languageModel', { ...tokens, hiddenSize: 0 }, 'hiddenSize must be a whole number'],
    ['textRnn', { ...tokens, outputSize: 2, pooling: 'sum' }, 'pooling must be one of'],
    // What the cells refuse by themselves.
    ['languageModel', { ...tokens, activation: 'softmax' }, 'activation must be one of'],
    ['languageModel', { ...tokens, cellClip: -1 }, 'cellClip must be a finite number above 0'],
    ['languageModel', { ...tokens, projectionClip: 1 }, 'projectionClip must be given together with projection'],
  ])('refuses %s %o', (model, config, message) => {
    expect(check(model, config)).toThrow(message);
    expect(check(model, config)).toThrow(ArgumentError);
  });

  it('makes no tensor, which the backend here could not hold, whatever the sizes are', async () => {
    registerBackend('holds nothing', () => Object.assign(new KernelBackend(), { dispose: () => undefined }));
    onTestFinished(() => removeBackend('holds nothing'));
    await setBackend('holds nothing');
    expect(() => zeros([1])).toThrow('not yet implemented');
    expect(check('languageModel', { ...tokens, vocabularySize: 2 ** 40, hiddenSize: 2 ** 30 })).not.toThrow();
  });
});
