import { tensor2d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { type CellName, languageModel } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { batchOfEach, dataRandom } from '../batch-of-each.js';
import type { BenchCase } from '../bench-case.js';
import { randomIds } from '../random-ids.js';
import { trainInSteps } from '../train-in-steps.js';

const vocabularySize = 65;
const batch = 50;
const usualTime = 50;
const size = 128;

/** A character language model of two layers, on random characters; only on request where it reads fewer or more of them than usual. */
export function characterLanguageModel(cell: CellName, time: number = usualTime): BenchCase {
  const isUsual = time === usualTime;
  return {
    name: isUsual ? `charlm-${cell}` : `charlm-${cell}-${time}`,
    description: `${vocabularySize} characters, embedding ${size}, 2 x ${cell.toUpperCase()} ${size}, time ${time}, batch ${batch}, softmax at each step, Adam`,
    steps: 10,
    batch,
    onRequest: !isUsual,
    start(group) {
      const random = createRandom(0);
      const data = dataRandom(group);
      const config = { vocabularySize, embeddingSize: size, cell, hiddenSize: size, layers: 2 };
      const ids = randomIds(data.split('ids'), batch * time, vocabularySize);
      const nextIds = randomIds(data.split('nextIds'), batch * time, vocabularySize);
      return trainInSteps({
        model: languageModel(config, random.split('model')),
        makeBatch: () => ({ ids: tensor2d(ids, [batch, time], 'int32'), nextIds: tensor2d(nextIds, [batch, time], 'int32') }),
        loss: (logits, batch) => softmaxCrossEntropy(logits, batch.nextIds),
        learningRate: 2e-3,
        parallel: batchOfEach(group, batch),
        random: random.split('training'),
      });
    },
  };
}
