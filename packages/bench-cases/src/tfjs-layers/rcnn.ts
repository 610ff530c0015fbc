import { input, layers } from '@tensorflow/tfjs-layers';
import type { TrainingSteps } from '../training-steps.js';
import { connect } from './connect.js';
import { bits, ids } from './random-batch.js';
import { gated } from './recurrent.js';
import { trainOnBatch } from './train-on-batch.js';

const vocabularySize = 5_000;
const time = 400;
const batch = 32;

/** Embedding 50, BiLSTM 128, 128 filters of widths 1 to 4 over both, their means and maxima, yes or no. */
export function rcnn(): TrainingSteps {
  const inputs = input({ shape: [time], dtype: 'int32' });
  const vectors = connect(layers.embedding({ inputDim: vocabularySize, outputDim: 50 }), inputs);
  const lstm = layers.lstm({ units: 128, returnSequences: true, ...gated });
  const both = connect(layers.bidirectional({ layer: lstm, mergeMode: 'concat' }), vectors);
  const sequence = connect(layers.concatenate(), [vectors, both]);
  const activations = [1, 2, 3, 4].map((width) =>
    connect(layers.conv1d({ filters: 128, kernelSize: width, activation: 'relu' }), sequence),
  );
  const averages = activations.map((each) => connect(layers.globalAveragePooling1d(), each));
  const maxima = activations.map((each) => connect(layers.globalMaxPooling1d(), each));
  const features = connect(layers.concatenate(), [...averages, ...maxima]);
  return trainOnBatch({
    inputs,
    outputs: connect(layers.dense({ units: 1, activation: 'sigmoid' }), features),
    loss: 'binaryCrossentropy',
    learningRate: 1e-3,
    batch: { inputs: ids(vocabularySize, [batch, time]), targets: bits([batch, 1]) },
  });
}
