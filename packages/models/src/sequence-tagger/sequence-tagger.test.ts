import { memory, type Rank, slice, square, sum, type Tensor, type Tensor3D, tensor1d, variableGrads } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose, expectNoLeak, expectTrueGradients, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellNames } from '../recurrent-encoder/cell-config.js';
import type { SequenceTaggerConfig } from './config.js';
import { sequenceTagger } from './sequence-tagger.js';

const random = createRandom(3);
const context = { training: false, random };
const config: SequenceTaggerConfig = { inputSize: 3, outputSize: 2, cell: 'lstm', hiddenSize: 4 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

function someInputs(batch = 2, time = 5): Tensor3D {
  return normalTensor<Rank.R3>(random.split('inputs'), [batch, time, 3]);
}

function logitsOf(settings: Partial<SequenceTaggerConfig>, training = false): Float32Array {
  const model = sequenceTagger({ ...config, ...settings }, random);
  return model.logits({ inputs: someInputs() }, { training, random }).dataSync() as Float32Array;
}

describe('sequenceTagger', () => {
  it('names its parameters by their path', () => {
    const model = sequenceTagger({ ...config, layers: 2, bidirectional: true }, random);
    const shapes = Object.fromEntries(Object.entries(model.parameters).map(([path, { shape }]) => [path, shape]));
    expect(shapes).toMatchObject({
      'encoder/0/forward/inputKernel': [3, 16],
      'encoder/0/backward/recurrentKernel': [4, 16],
      'encoder/1/forward/inputKernel': [8, 16],
      'encoder/1/backward/bias': [16],
      'head/kernel': [8, 2],
      'head/bias': [2],
    });
    expect(Object.keys(shapes)).toHaveLength(14);
  });

  it.each(cellNames)('gives logits for each step and gradients for each parameter: %s', (cell) => {
    const model = sequenceTagger({ ...config, cell, layers: 2, bidirectional: true }, random);
    expect(model.logits({ inputs: someInputs() }, context).shape).toEqual([2, 5, 2]);
    const variables = Object.values(model.parameters);
    const { grads } = variableGrads(() => sum(square(model.logits({ inputs: someInputs() }, context))), variables);
    for (const gradient of Object.values(grads)) expect(gradient.dataSync().some((value) => value !== 0)).toBe(true);
    expect(Object.keys(grads)).toHaveLength(variables.length);
  });

  it('has true gradients with respect to its inputs', async () => {
    const model = sequenceTagger({ ...config, cell: 'gru', layers: 2 }, random);
    await expectTrueGradients(([inputs]) => [model.logits({ inputs: inputs as Tensor3D }, context)], { inputs: someInputs() }, random);
  });

  it('is not moved by padding', () => {
    const model = sequenceTagger({ ...config, bidirectional: true }, random);
    const padded = model.logits({ inputs: someInputs(), lengths: tensor1d([2, 5], 'int32') }, context);
    const alone = model.logits({ inputs: slice(someInputs(), [0, 0, 0], [1, 2, 3]) }, context);
    expectClose('logits', slice(padded as Tensor, [0, 0, 0], [1, 2, 2]).dataSync(), alone.dataSync(), 1e-6);
  });

  it.each<Partial<SequenceTaggerConfig>>([
    { cell: 'gru' },
    { cell: 'rnn' },
    { hiddenSize: 5 },
    { layers: 2 },
    { bidirectional: true },
    { forgetBias: 0 },
    { initializer: { kind: 'uniform', low: -1, high: 1 } },
    { outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 } },
  ])('has options that change what it computes: %o', (settings) => {
    expect([...logitsOf(settings)]).not.toEqual([...logitsOf({})]);
  });

  it('has options that change what one cell computes', () => {
    expect([...logitsOf({ cell: 'rnn', activation: 'relu' })]).not.toEqual([...logitsOf({ cell: 'rnn' })]);
    expect([...logitsOf({ cell: 'gru', resetAfter: false })]).not.toEqual([...logitsOf({ cell: 'gru' })]);
    expect([...logitsOf({ dropout: 0.5 }, true)]).not.toEqual([...logitsOf({ dropout: 0.5 }, false)]);
  });

  it('leaves biases away on request', () => {
    const { parameters } = sequenceTagger({ ...config, useBias: false, outputBias: false }, random);
    expect(Object.keys(parameters)).toEqual(['encoder/0/inputKernel', 'encoder/0/recurrentKernel', 'head/kernel']);
  });

  it('makes the same model from the same random numbers', () => {
    expect([...logitsOf({})]).toEqual([...logitsOf({})]);
  });

  it('frees everything', () => {
    const before = memory().numTensors;
    const model = sequenceTagger({ ...config, layers: 2 }, random);
    const inputs = someInputs();
    expectNoLeak(() => [model.logits({ inputs }, context)]);
    inputs.dispose();
    model.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('refuses what makes no model', () => {
    expect(() => sequenceTagger({ ...config, hiddenSize: 0 }, random)).toThrow('hiddenSize must be a whole number of at least 1, but is 0');
    expect(() => sequenceTagger({ ...config, layers: 1.5 }, random)).toThrow('layers');
    expect(() => sequenceTagger({ ...config, dropout: 1 }, random)).toThrow('dropout');
    expect(() => sequenceTagger({ ...config, cell: 'lstn' as 'lstm' }, random)).toThrow(
      'cell must be one of rnn, lstm, gru, but is "lstn"',
    );
    expect(() => sequenceTagger(config, random).logits({ inputs: normalTensor<Rank.R3>(random, [1, 2, 4]) }, context)).toThrow(
      'sequenceTagger: inputs must have shape [batch, time, 3], but has [1, 2, 4]',
    );
  });
});
