import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { adam } from '../optimizers/adam.js';
import type { TrainOptions } from '../train/train-options.js';
import { type LogisticRegression, type ToyBatch, toyBatches } from './logistic-regression.js';

export const crossEntropy = (logits: Tensor, { targets }: ToyBatch): Scalar => sigmoidCrossEntropy(logits, targets);

/** Training that learns, without an end, but for the changes. */
export function toyTraining(model: LogisticRegression, changes: Partial<TrainOptions<ToyBatch>> = {}): TrainOptions<ToyBatch> {
  return { model, batches: toyBatches(), loss: crossEntropy, optimizer: adam(), learningRate: 0.05, random: createRandom(0), ...changes };
}
