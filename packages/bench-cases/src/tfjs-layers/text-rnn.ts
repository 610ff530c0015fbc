import { input, layers, regularizers } from '@tensorflow/tfjs-layers';
import type { TrainingSteps } from '../training-steps.js';
import { connect } from './connect.js';
import { classes, ids } from './random-batch.js';
import { gated } from './recurrent.js';
import { trainOnBatch } from './train-on-batch.js';

export interface TextRnnSizes {
  readonly vocabularySize: number;
  readonly time: number;
  readonly batch: number;
  readonly learningRate: number;
}

/** Embedding 100, BiLSTM 100 whose last outputs are classified, L2 on all weights. */
export function textRnn({ vocabularySize, time, batch, learningRate }: TextRnnSizes): TrainingSteps {
  // Half of the coefficient, for this penalty is not halved.
  const l2 = () => regularizers.l2({ l2: 0.5e-4 });
  const inputs = input({ shape: [time], dtype: 'int32' });
  const vectors = connect(layers.embedding({ inputDim: vocabularySize, outputDim: 100, embeddingsRegularizer: l2() }), inputs);
  const lstm = layers.lstm({ units: 100, ...gated, kernelRegularizer: l2(), recurrentRegularizer: l2(), biasRegularizer: l2() });
  const both = connect(layers.bidirectional({ layer: lstm, mergeMode: 'concat' }), vectors);
  const dense = layers.dense({ units: 10, activation: 'softmax', kernelRegularizer: l2(), biasRegularizer: l2() });
  return trainOnBatch({
    inputs,
    outputs: connect(dense, both),
    loss: 'sparseCategoricalCrossentropy',
    learningRate,
    batch: { inputs: ids(vocabularySize, [batch, time]), targets: classes(10, [batch, 1]) },
  });
}
