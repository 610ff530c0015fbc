import { input, layers } from '@tensorflow/tfjs-layers';
import type { TrainingSteps } from '../training-steps.js';
import { connect } from './connect.js';
import { ids, oneHotIds } from './random-batch.js';
import { gated, recurrentInitializer } from './recurrent.js';
import { trainOnBatch } from './train-on-batch.js';

const vocabularySize = 65;
const batch = 50;
const size = 128;
const sizes = { units: size, returnSequences: true } as const;

const makeLayer = {
  lstm: () => layers.lstm({ ...sizes, ...gated }),
  gru: () => layers.gru({ ...sizes, ...gated }),
  rnn: () => layers.simpleRNN({ ...sizes, recurrentInitializer }),
};

/** Embedding 128, two recurrent layers of 128, softmax at each step. */
export function characterLanguageModel(cell: keyof typeof makeLayer, time: number): TrainingSteps {
  const inputs = input({ shape: [time], dtype: 'int32' });
  let outputs = connect(layers.embedding({ inputDim: vocabularySize, outputDim: size }), inputs);
  for (let layer = 0; layer < 2; layer++) outputs = connect(makeLayer[cell](), outputs);
  outputs = connect(layers.timeDistributed({ layer: layers.dense({ units: vocabularySize, activation: 'softmax' }) }), outputs);
  return trainOnBatch({
    inputs,
    outputs,
    loss: 'categoricalCrossentropy',
    learningRate: 2e-3,
    batch: { inputs: ids(vocabularySize, [batch, time]), targets: oneHotIds(vocabularySize, [batch, time]) },
  });
}
