import { memory, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { languageModel } from '@tidegate/models';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { UsageError } from '../errors/usage-error.js';
import { languageObjective } from '../tasks/language/objective.js';
import { beginScores, drawClasses, sampleCount } from './sampled-losses.js';

beforeAll(() => startBackend());

const config = { vocabularySize: 5000, embeddingSize: 8, cell: 'lstm', hiddenSize: 8 } as const;

/** The loss of one batch of words, frequent ones and rare ones. */
function firstLoss(loss: 'nce' | 'softmax', prepare: typeof beginScores): number {
  const before = memory().numTensors;
  const model = languageModel(config, createRandom(0));
  prepare(model.head.bias);
  const measure = languageObjective(model, { loss, samples: 100 });
  const read = tidy(() => {
    const batch = { ids: tensor2d([2, 3, 90, 4, 7, 2100], [2, 3], 'int32'), targets: tensor2d([3, 90, 5, 7, 2100, 2], [2, 3], 'int32') };
    return measure(
      { ...batch, continues: false, firstRow: 0 },
      { context: { training: false, random: createRandom(1) }, carried: undefined },
    ).loss.dataSync()[0];
  });
  model.dispose();
  expect(memory().numTensors).toBe(before);
  return read as number;
}

test('as many classes are drawn as are asked for, up to all of them', () => {
  const known = { classes: 30, usual: 20, unit: 'classes' };
  expect(sampleCount(undefined, known)).toBe(20);
  expect(sampleCount(undefined, { ...known, classes: 7 })).toBe(7);
  expect(sampleCount(30, known)).toBe(30);
  expect(() => sampleCount(31, known)).toThrow(new UsageError('--samples', 'at most the 30 classes that there are', '31'));
});

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

test('classes are drawn by their frequency, whatever their ids', () => {
  const order = Int32Array.from([7, 2, 9, 0, 1, 3, 4, 5, 6, 8]);
  const times = new Map<number, number>();
  const draws = 2_000;
  let expected = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { ids, logExpectedCounts } = drawClasses(10, 3, { training: true, random: createRandom(draw) }, order);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
    expected += Math.exp(logExpectedCounts(Int32Array.of(7))[0] as number);
  }
  const [first, second, last] = [7, 2, 8].map((id) => times.get(id) ?? 0) as [number, number, number];
  expect(first).toBeGreaterThan(second);
  expect(second).toBeGreaterThan(2 * last);
  // What is said to be expected is what comes.
  expect(expected / draws).toBeCloseTo(first / draws, 1);
});
