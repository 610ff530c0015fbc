import { input, layers } from '@tensorflow/tfjs-layers';
import type { TrainingSteps } from '../training-steps.js';
import { connect } from './connect.js';
import { bits } from './random-batch.js';
import { gated } from './recurrent.js';
import { trainOnBatch } from './train-on-batch.js';

/** Two layers of LSTM 20 and a dense layer without a bias at each of 8 steps, squared error. */
export function adder(): TrainingSteps {
  const inputs = input({ shape: [8, 2] });
  let outputs = inputs;
  for (let layer = 0; layer < 2; layer++) outputs = connect(layers.lstm({ units: 20, returnSequences: true, ...gated }), outputs);
  outputs = connect(layers.timeDistributed({ layer: layers.dense({ units: 1, activation: 'sigmoid', useBias: false }) }), outputs);
  const batch = { inputs: bits([64, 8, 2]), targets: bits([64, 8, 1]) };
  return trainOnBatch({ inputs, outputs, loss: 'meanSquaredError', learningRate: 1e-3, batch });
}
