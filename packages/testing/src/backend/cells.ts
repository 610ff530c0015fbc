import { gru, lstm, rnn } from '@tidegate/cells';
import type { Cell } from '@tidegate/core';

/** Every built-in cell that has a sequence op, and each option that changes its numbers. */
export const cells: Readonly<Record<string, (inputSize: number, hiddenSize: number) => Cell>> = {
  'rnn tanh': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize }),
  'rnn relu': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'relu' }),
  'rnn sigmoid without bias': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'sigmoid', useBias: false }),
  lstm: (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize }),
  'lstm without forget bias': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, forgetBias: 0 }),
  'lstm without bias': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, useBias: false }),
  'gru, reset after': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize }),
  'gru, reset before': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize, resetAfter: false }),
  'gru without bias': (inputSize, hiddenSize) => gru({ inputSize, hiddenSize, useBias: false }),
};

/** Options that no sequence op knows: these cells run step by step, in the ops that the backend has for that. */
export const steppedCells: typeof cells = {
  'lstm, peepholes': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, peepholes: true }),
  'lstm, clipped': (inputSize, hiddenSize) => lstm({ inputSize, hiddenSize, cellClip: 0.4 }),
  'lstm, projected and clipped': (inputSize, hiddenSize) =>
    lstm({ inputSize, hiddenSize: hiddenSize + 3, projection: hiddenSize, projectionClip: 0.3 }),
  'gru, hard sigmoid and relu': (inputSize, hiddenSize) =>
    gru({ inputSize, hiddenSize, activation: 'relu', recurrentActivation: 'hardSigmoid' }),
  'rnn linear': (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'linear' }),
};
