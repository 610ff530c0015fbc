import { mul } from '@tensorflow/tfjs-core';
import { squaredError } from '@tidegate/ops';
import type { AdditionPreset } from '../addition-preset.js';
import { predictedBits } from './predicted-bits.js';

/** Every weight starts here; there are no biases anywhere. */
const initializer = { kind: 'uniform', low: -1, high: 1 } as const;

/**
 * The adder that is usually written out by hand: a vanilla network of 16 sigmoid units, trained by back-propagation through time on one
 * example a step. The loss of an example is half the sum of the squared errors of its bits; over a larger batch it is the mean of that.
 */
export const adderBptt: AdditionPreset = {
  name: 'adder-bptt',
  summary: 'a vanilla RNN without biases learns it from one example at a time',
  bits: 8,
  batchSize: 1,
  steps: 10_000,
  optimizer: 'sgd',
  learningRate: 0.1,
  logEvery: 1_000,
  network: {
    cell: 'rnn',
    hiddenSize: 16,
    layers: 1,
    activation: 'sigmoid',
    useBias: false,
    outputBias: false,
    initializer,
    outputInitializer: initializer,
  },
  loss: (logits, { targets }) => mul(squaredError(predictedBits(logits, targets), targets, { reduction: 'sum' }), 0.5 / targets.shape[0]),
};
