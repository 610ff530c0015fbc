import { squeeze, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { randomIds, type TrainingSteps, trainInSteps } from '@tidegate/bench-cases';
import { createRandom } from '@tidegate/core';
import { rcnn, textRnn } from '@tidegate/models';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '@tidegate/ops';
import { l2Penalty } from '@tidegate/training';

const vocabularySize = 90;
const embeddingSize = 11;

/** A TextRNN with all that its recipe has: dropout, the penalty, texts of several lengths. */
export function startSmallTextRnn(): TrainingSteps {
  const random = createRandom(3);
  const batch = 9;
  const time = 14;
  const config = { vocabularySize, embeddingSize, cell: 'lstm', hiddenSize: 13, layers: 2, outputSize: 4, dropout: 0.3 } as const;
  const ids = randomIds(random.split('ids'), batch * time, vocabularySize);
  const classIds = randomIds(random.split('classIds'), batch, 4);
  return trainInSteps({
    model: textRnn(config, random.split('model')),
    makeBatch: () => ({
      ids: tensor2d(ids, [batch, time], 'int32'),
      lengths: tensor1d([14, 3, 9, 14, 1, 6, 12, 2, 13], 'int32'),
      classIds: tensor1d(classIds, 'int32'),
    }),
    loss: (logits, batch) => softmaxCrossEntropy(logits, batch.classIds),
    penalty: l2Penalty({ coefficient: 1e-4, exclude: () => false }),
    learningRate: 1e-2,
    random: random.split('training'),
  });
}

/** An RCNN with texts of several lengths, one of them shorter than most windows. */
export function startSmallRcnn(): TrainingSteps {
  const random = createRandom(4);
  const batch = 7;
  const time = 29;
  const config = { vocabularySize, embeddingSize, cell: 'lstm', hiddenSize: 21, filters: 19, outputSize: 1 } as const;
  const ids = randomIds(random.split('ids'), batch * time, vocabularySize);
  const targets = Float32Array.from(random.split('targets').integers(batch, 2));
  return trainInSteps({
    model: rcnn(config, random.split('model')),
    makeBatch: () => ({
      ids: tensor2d(ids, [batch, time], 'int32'),
      lengths: tensor1d([29, 12, 1, 20, 29, 7, 3], 'int32'),
      targets: tensor1d(targets),
    }),
    loss: (logits, batch) => sigmoidCrossEntropy(squeeze(logits, [1]), batch.targets),
    learningRate: 1e-2,
    random: random.split('training'),
  });
}
