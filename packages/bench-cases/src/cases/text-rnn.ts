import { tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { textRnn } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { l2Penalty } from '@tidegate/training';
import { batchOfEach, dataRandom } from '../batch-of-each.js';
import type { BenchCase } from '../bench-case.js';
import { randomIds } from '../random-ids.js';
import { trainInSteps } from '../train-in-steps.js';

interface Sizes {
  readonly name: string;
  readonly vocabularySize: number;
  readonly time: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly steps: number;
}

const size = 100;
const classes = 10;

/** A TextRNN as its first author wrote it, which reads the outputs at the last position, on random tokens. */
function textRnnCase({ name, vocabularySize, time, batch, learningRate, steps }: Sizes): BenchCase {
  return {
    name,
    description: `vocabulary ${vocabularySize}, embedding ${size}, BiLSTM ${size}, time ${time}, batch ${batch}, ${classes} classes, L2 on all weights, Adam`,
    steps,
    batch,
    start(group) {
      const random = createRandom(0);
      const data = dataRandom(group);
      const config = { vocabularySize, embeddingSize: size, cell: 'lstm', outputSize: classes, pooling: 'last-position' } as const;
      const ids = randomIds(data.split('ids'), batch * time, vocabularySize);
      const classIds = randomIds(data.split('classIds'), batch, classes);
      return trainInSteps({
        model: textRnn(config, random.split('model')),
        makeBatch: () => ({ ids: tensor2d(ids, [batch, time], 'int32'), classIds: tensor1d(classIds, 'int32') }),
        loss: (logits, batch) => softmaxCrossEntropy(logits, batch.classIds),
        penalty: l2Penalty({ coefficient: 1e-4, exclude: () => false }),
        learningRate,
        parallel: batchOfEach(group, batch),
        random: random.split('training'),
      });
    },
  };
}

/** The sizes of the original code's smoke run. */
export const textRnnSeed = textRnnCase({
  name: 'textrnn-seed',
  vocabularySize: 10_000,
  time: 5,
  batch: 8,
  learningRate: 1e-2,
  steps: 50,
});

/** The sizes of texts that people sort. */
export const textRnnLong = textRnnCase({ name: 'textrnn', vocabularySize: 20_000, time: 100, batch: 64, learningRate: 1e-3, steps: 15 });
