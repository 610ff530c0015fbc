import { squeeze, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { rcnn } from '@tidegate/models';
import { sigmoidCrossEntropy } from '@tidegate/ops';
import { batchOfEach, dataRandom } from '../batch-of-each.js';
import type { BenchCase } from '../bench-case.js';
import { randomIds } from '../random-ids.js';
import { trainInSteps } from '../train-in-steps.js';

const vocabularySize = 5_000;
const embeddingSize = 50;
const hiddenSize = 128;
const time = 400;
const batch = 32;

/** An RCNN that answers yes or no, on random tokens. */
export const rcnnCase: BenchCase = {
  name: 'rcnn',
  description: `vocabulary ${vocabularySize}, embedding ${embeddingSize}, BiLSTM ${hiddenSize}, time ${time}, batch ${batch}, 128 filters of widths 1 to 4, sigmoid, Adam`,
  steps: 5,
  batch,
  start(group) {
    const random = createRandom(0);
    const data = dataRandom(group);
    const config = { vocabularySize, embeddingSize, cell: 'lstm', hiddenSize, outputSize: 1 } as const;
    const ids = randomIds(data.split('ids'), batch * time, vocabularySize);
    const targets = Float32Array.from(data.split('targets').integers(batch, 2));
    return trainInSteps({
      model: rcnn(config, random.split('model')),
      makeBatch: () => ({ ids: tensor2d(ids, [batch, time], 'int32'), targets: tensor1d(targets) }),
      loss: (logits, batch) => sigmoidCrossEntropy(squeeze(logits, [1]), batch.targets),
      learningRate: 1e-3,
      parallel: batchOfEach(group, batch),
      random: random.split('training'),
    });
  },
};
