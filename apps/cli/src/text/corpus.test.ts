import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import type { EncodedBatch, EncodedExample } from '@tidegate/datasets';
import { afterEach, describe, expect, it } from 'vitest';
import { type Corpus, dealtBatches, keptCorpus, plainBatches, trainingBatches } from './corpus.js';

const lengths = createRandom(5).integers(23, 6);
const examples: EncodedExample[] = Array.from(lengths, (length, target) => ({ ids: new Int32Array(length + 1).fill(target + 1), target }));

const kept = keptCorpus(examples);
const streamed: Corpus = { count: kept.count, examples: () => kept.examples() };
const corpora = [['kept', kept] as const, ['streamed', streamed] as const];
const sizes = { batchSize: 4, maximumLength: 5 };

interface Rows {
  readonly ids: number[][];
  readonly targets: number[];
  readonly firstRow: number;
}

async function read(batches: AsyncIterable<EncodedBatch | undefined>): Promise<(Rows | undefined)[]> {
  const found = [];
  for await (const batch of batches) {
    found.push(batch && { ids: batch.ids.arraySync(), targets: batch.targets.arraySync() as number[], firstRow: batch.firstRow });
    for (const tensor of batch ? [batch.ids, batch.lengths, batch.targets] : []) tensor.dispose();
  }
  return found;
}

function joined(parts: readonly (Rows | undefined)[]): Rows {
  const present = parts.filter((part) => part !== undefined);
  return { ids: present.flatMap(({ ids }) => ids), targets: present.flatMap(({ targets }) => targets), firstRow: 0 };
}

afterEach(() => {
  expect(memory().numTensors).toBe(0);
});

describe.each(corpora)('a corpus that is %s', (_, corpus) => {
  it.each([2, 3, 5])('gives the batches of training in %i shards', async (count) => {
    const random = createRandom(1);
    const whole = await read(trainingBatches(corpus, sizes, random));
    const shards: (Rows | undefined)[][] = [];
    for (let index = 0; index < count; index++) shards.push(await read(trainingBatches(corpus, sizes, random, { index, count })));
    expect(shards.map((batches) => batches.length)).toEqual(shards.map(() => 6));
    expect(whole.map((_, step) => joined(shards.map((batches) => batches[step])))).toEqual(whole);
    expect(whole.flatMap((batch) => batch?.targets ?? []).sort((a, b) => a - b)).toEqual(examples.map(({ target }) => target));
  });

  it.each([2, 3, 5])('gives the batches in their order in %i shards', async (count) => {
    const whole = await read(plainBatches(corpus, sizes));
    const shards: (Rows | undefined)[][] = [];
    for (let index = 0; index < count; index++) shards.push(await read(plainBatches(corpus, sizes, { index, count })));
    expect(whole.map((_, step) => joined(shards.map((batches) => batches[step])))).toEqual(whole);
  });

  it.each([1, 2, 4, 7])('deals its batches round to %i processes', async (size) => {
    const whole = await read(plainBatches(corpus, sizes));
    for (let rank = 0; rank < size; rank++) {
      expect(await read(dealtBatches(corpus, sizes, { rank, size }))).toEqual(whole.filter((_, batch) => batch % size === rank));
    }
  });
});
