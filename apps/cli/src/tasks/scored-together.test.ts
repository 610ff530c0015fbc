import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { createLabels, type EncodedBatch, type EncodedExample, sampledPairs, tokenBatches } from '@tidegate/datasets';
import { languageModel, sequenceTagger, textRnn, tokenTagger } from '@tidegate/models';
import type { ProcessGroup } from '@tidegate/training';
import { beforeAll, expect, test } from 'vitest';
import { localGroups } from '../../../../packages/training/src/testing/local-groups.js';
import { Interruption } from '../errors/interruption.js';
import { untilStopped } from '../text/until-stopped.js';
import { testSums } from './addition/test-sums.js';
import { scoreClassifier } from './classification/scores.js';
import { scoreLanguage } from './language/scores.js';
import { scoreTagger } from './tagging/scores.js';

beforeAll(() => useBackend([cpuBackend]));

const random = createRandom(6);
const text = { vocabularySize: 30, embeddingSize: 5, hiddenSize: 6, cell: 'gru' } as const;
const classes = createLabels(['food', 'music', 'weather']);
const tags = createLabels(['O', 'B-food', 'I-food', 'B-sun']);

/** 22 texts of 1 to 7 tokens, the target of each made from its random numbers. */
function textsWith(targetOf: (draw: typeof random, length: number) => EncodedExample['target']): EncodedExample[] {
  return Array.from({ length: 22 }, (_, place) => {
    const draw = random.split('texts', place);
    const length = 1 + (place % 7);
    return { ids: Int32Array.from(draw.integers(length, text.vocabularySize)), target: targetOf(draw.split('target'), length) };
  });
}

/** Six batches, the last one smaller, dealt to the processes in turn. */
async function* dealt(examples: readonly EncodedExample[], { rank, size }: ProcessGroup): AsyncGenerator<EncodedBatch> {
  for (let batch = rank; batch < 6; batch += size) yield* tokenBatches(examples.slice(4 * batch, 4 * batch + 4), { batchSize: 4 });
}

/** What each of several processes measures. */
function inEach<Scores>(size: number, measure: (group: ProcessGroup) => Promise<Scores>): Promise<Scores[]> {
  return Promise.all(localGroups(size).map(measure));
}

async function expectAsOfOne<Scores extends object>(
  measure: (group: ProcessGroup) => Promise<Scores>,
  expected: (scores: Scores) => object,
): Promise<void> {
  const before = memory().numTensors;
  const [alone] = (await inEach(1, measure)) as [Scores];
  for (const size of [2, 3, 8]) {
    const all = await inEach(size, measure);
    for (const scores of all) expect(scores).toEqual(expected(alone));
    // The same bits in all of them: what is decided by a score is decided alike.
    expect(new Set(all.map((scores) => JSON.stringify(scores))).size).toBe(1);
  }
  expect(memory().numTensors).toBe(before);
}

const withLoss = <Scores extends { readonly loss: number }>(scores: Scores) => ({ ...scores, loss: expect.closeTo(scores.loss, 14) });

test('a classifier', async () => {
  const model = textRnn({ ...text, outputSize: 3 }, random.split('classifier'));
  const examples = textsWith((draw) => draw.integers(1, 3)[0] as number);
  const score = (group: ProcessGroup) =>
    scoreClassifier({ model, labels: classes, several: false, batches: dealt(examples, group), group });
  await expectAsOfOne(score, withLoss);
  const [{ examples: counted, loss }] = (await inEach(3, score)) as [Awaited<ReturnType<typeof score>>];
  expect(counted).toBe(22);
  expect(loss).toBeGreaterThan(0.5);
});

test('a classifier of several labels', async () => {
  const model = textRnn({ ...text, outputSize: 3 }, random.split('several'));
  const examples = textsWith((draw) => Float32Array.from(draw.integers(3, 2)));
  await expectAsOfOne(
    (group) => scoreClassifier({ model, labels: classes, several: true, batches: dealt(examples, group), group }),
    withLoss,
  );
});

test('a tagger', async () => {
  const model = tokenTagger({ ...text, outputSize: 4 }, random.split('tagger'));
  const examples = textsWith((draw, length) => Int32Array.from(draw.integers(length, 4)));
  await expectAsOfOne((group) => scoreTagger(model, tags, dealt(examples, group), group), withLoss);
});

test('a language model, the rows of whose text are dealt out', async () => {
  const model = languageModel(text, random.split('language'));
  // Five rows, and 321 tokens that fill no row.
  const ids = Int32Array.from(random.split('text').integers(5_322, text.vocabularySize));
  await expectAsOfOne(
    (group) => scoreLanguage(model, ids, { group }),
    ({ tokens, nats, perplexity }) => ({
      tokens,
      nats: expect.closeTo(nats, 6),
      perplexity: expect.closeTo(perplexity, 5),
    }),
  );
  expect(await scoreLanguage(model, ids)).toMatchObject({ tokens: 5_320 });
});

test('an adder', async () => {
  const model = sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'rnn', hiddenSize: 4 }, random.split('adder'));
  const sums = [...sampledPairs({ bits: 5, random, count: 50 })];
  await expectAsOfOne(
    (group) => testSums(model, sums, { bits: 5, batchSize: 8, group }),
    (scores) => scores,
  );
});

test('where the user stops one, all stop', async () => {
  const model = textRnn({ ...text, outputSize: 3 }, random.split('classifier'));
  const tagger = tokenTagger({ ...text, outputSize: 4 }, random.split('tagger'));
  const writer = languageModel(text, random.split('language'));
  const adder = sequenceTagger({ inputSize: 2, outputSize: 1, cell: 'rnn', hiddenSize: 4 }, random.split('adder'));
  const sorted = textsWith(() => 1);
  const tagged = textsWith((_, length) => new Int32Array(length));
  const ids = new Int32Array(5_322);
  const sums = [...sampledPairs({ bits: 5, random, count: 50 })];
  const before = memory().numTensors;
  const stoppedBy = (group: ProcessGroup) => () => group.rank === 1;
  const measurings: readonly ((group: ProcessGroup) => Promise<unknown>)[] = [
    (group) =>
      scoreClassifier({ model, labels: classes, several: false, batches: untilStopped(dealt(sorted, group), stoppedBy(group)), group }),
    (group) => scoreTagger(tagger, tags, untilStopped(dealt(tagged, group), stoppedBy(group)), group),
    (group) => scoreLanguage(writer, ids, { isStopped: stoppedBy(group), group }),
    (group) => testSums(adder, sums, { bits: 5, batchSize: 8, isStopped: stoppedBy(group), group }),
  ];
  for (const measure of measurings) {
    const ends = await Promise.allSettled(localGroups(3).map(measure));
    expect(ends).toEqual(new Array(3).fill({ status: 'rejected', reason: new Interruption() }));
  }
  expect(memory().numTensors).toBe(before);
});
