import { expect, test } from 'vitest';
import { adder } from './presets/adder.js';
import { adderBptt } from './presets/adder-bptt.js';
import { settingsOf } from './settings.js';

test('adder is the tutorial network', () => {
  expect(settingsOf(adder, {})).toEqual({
    preset: 'adder',
    config: {
      inputSize: 2,
      outputSize: 1,
      cell: 'lstm',
      hiddenSize: 20,
      layers: 2,
      forgetBias: 1,
      outputBias: false,
      outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
    },
    bits: 8,
    batchSize: 64,
    steps: 2000,
    optimizer: 'adam',
    learningRate: 0.001,
    seed: 0,
    logEvery: 200,
  });
});

test('adder-bptt is the hand-written network', () => {
  const uniform = { kind: 'uniform', low: -1, high: 1 };
  expect(settingsOf(adderBptt, {})).toEqual({
    preset: 'adder-bptt',
    config: {
      inputSize: 2,
      outputSize: 1,
      cell: 'rnn',
      hiddenSize: 16,
      layers: 1,
      activation: 'sigmoid',
      useBias: false,
      outputBias: false,
      initializer: uniform,
      outputInitializer: uniform,
    },
    bits: 8,
    batchSize: 1,
    steps: 10_000,
    optimizer: 'sgd',
    learningRate: 0.1,
    seed: 0,
    logEvery: 1000,
  });
});

test('another cell drops what only the first one knows', () => {
  expect(settingsOf(adder, { cell: 'gru' }).config).not.toHaveProperty('forgetBias');
  expect(settingsOf(adderBptt, { cell: 'lstm' }).config).not.toHaveProperty('activation');
});
