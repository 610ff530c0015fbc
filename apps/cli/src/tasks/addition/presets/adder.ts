import { squaredError } from '@tidegate/ops';
import type { AdditionPreset } from '../addition-preset.js';
import { predictedBits } from './predicted-bits.js';

/**
 * Two LSTM layers that learn to add 8-bit numbers, the least significant bit first, as the well-known TensorFlow 1 tutorial builds them
 * from `MultiRNNCell` and `BasicLSTMCell`; the loss is the mean squared error of all bits.
 */
export const adder: AdditionPreset = {
  name: 'adder',
  summary: 'two LSTM layers learn to add 8-bit numbers',
  bits: 8,
  batchSize: 64,
  steps: 2_000,
  optimizer: 'adam',
  learningRate: 1e-3,
  logEvery: 200,
  network: {
    cell: 'lstm',
    hiddenSize: 20,
    layers: 2,
    forgetBias: 1,
    outputBias: false,
    outputInitializer: { kind: 'truncatedNormal', deviation: 0.01 },
  },
  loss: (logits, { targets }) => squaredError(predictedBits(logits, targets), targets),
};
