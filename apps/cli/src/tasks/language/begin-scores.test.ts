import { memory, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { languageModel } from '@tidegate/models';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../../backends/start-backend.js';
import { beginScores } from './begin-scores.js';
import { languageObjective } from './objective.js';

beforeAll(() => startBackend());

const config = { vocabularySize: 5000, embeddingSize: 8, cell: 'lstm', hiddenSize: 8 } as const;

/** The loss of one batch of words, frequent ones and rare ones. */
function firstLoss(loss: 'nce' | 'softmax', prepare: typeof beginScores): number {
  const before = memory().numTensors;
  const model = languageModel(config, createRandom(0));
  prepare(model);
  const measure = languageObjective(model, { loss, samples: 100 });
  const read = tidy(() => {
    const batch = { ids: tensor2d([2, 3, 90, 4, 7, 2100], [2, 3], 'int32'), targets: tensor2d([3, 90, 5, 7, 2100, 2], [2, 3], 'int32') };
    return measure(
      { ...batch, continues: false },
      { context: { training: false, random: createRandom(1) }, carried: undefined },
    ).loss.dataSync()[0];
  });
  model.dispose();
  expect(memory().numTensors).toBe(before);
  return read as number;
}

test('noise-contrastive estimation begins at a small loss, where it would begin at a huge one', () => {
  const untouched = firstLoss('nce', () => undefined);
  const begun = firstLoss('nce', beginScores);
  expect(untouched).toBeGreaterThan(150);
  expect(begun).toBeLessThan(12);
});

test('to a softmax it is all the same', () => {
  expect(firstLoss('softmax', beginScores)).toBeCloseTo(
    firstLoss('softmax', () => undefined),
    4,
  );
});
