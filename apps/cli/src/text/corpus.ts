import { type Random, TidegateError } from '@tidegate/core';
import { type EncodedBatch, type EncodedExample, type Shard, tokenBatches } from '@tidegate/datasets';
import { shuffle, shuffleStream } from '@tidegate/training';
import { dealt, type Rank } from './dealt.js';

/** Encoded examples that can be gone through again and again, from memory or from a file. */
export interface Corpus {
  readonly count: number;
  /** All of them, where they are in memory. */
  readonly kept?: readonly EncodedExample[];
  examples(): AsyncIterable<EncodedExample>;
}

export function keptCorpus(kept: readonly EncodedExample[]): Corpus {
  return {
    count: kept.length,
    kept,
    async *examples() {
      yield* kept;
    },
  };
}

export interface BatchSizes {
  readonly batchSize: number;
  /** Of longer texts the beginning is kept. */
  readonly maximumLength?: number | undefined;
}

/** Batches among which texts of like length are sought. */
const bucketedBatches = 20;
/** Examples of a file that wait to be drawn from. */
const shuffledExamples = 20_000;

/**
 * The examples in random order, in batches of texts of like length; another order for other random numbers. With a shard, its rows of the
 * same batches, and `undefined` for a batch of which it has none.
 */
export function trainingBatches(corpus: Corpus, sizes: BatchSizes, random: Random): AsyncIterable<EncodedBatch>;
export function trainingBatches(
  corpus: Corpus,
  sizes: BatchSizes,
  random: Random,
  shard: Shard | undefined,
): AsyncIterable<EncodedBatch | undefined>;
export function trainingBatches(corpus: Corpus, sizes: BatchSizes, random: Random, shard?: Shard): AsyncIterable<EncodedBatch | undefined> {
  const { kept } = corpus;
  const mixed = kept
    ? shuffle(kept, random.split('order'))
    : shuffleStream(corpus.examples(), { bufferSize: shuffledExamples, random: random.split('order') });
  return tokenBatches(mixed, {
    ...optionsOf(sizes),
    bucketing: { window: bucketedBatches * sizes.batchSize, random: random.split('buckets') },
    shard,
  });
}

/** The examples in their own order; with a shard, its rows of each batch, and `undefined` for a batch of which it has none. */
export function plainBatches(corpus: Corpus, sizes: BatchSizes): AsyncIterable<EncodedBatch>;
export function plainBatches(corpus: Corpus, sizes: BatchSizes, shard: Shard | undefined): AsyncIterable<EncodedBatch | undefined>;
export function plainBatches(corpus: Corpus, sizes: BatchSizes, shard?: Shard): AsyncIterable<EncodedBatch | undefined> {
  return tokenBatches(corpus.kept ?? corpus.examples(), { ...optionsOf(sizes), shard });
}

/** Those whole batches of `plainBatches` that fall to one of several processes: to the first of three batches 0, 3, 6 and so on. */
export function dealtBatches(corpus: Corpus, sizes: BatchSizes, rank: Rank): AsyncIterable<EncodedBatch> {
  const { batchSize } = sizes;
  const examples = { [Symbol.asyncIterator]: () => dealt(corpus.kept ?? corpus.examples(), batchSize, rank) };
  return tokenBatches(examples, optionsOf(sizes));
}

/** The first batch of them. */
export async function firstBatch(corpus: Corpus, sizes: BatchSizes): Promise<EncodedBatch> {
  for await (const batch of plainBatches(corpus, sizes)) return batch;
  throw new TidegateError('firstBatch: the corpus must have at least one example, but has none');
}

function optionsOf({ batchSize, maximumLength }: BatchSizes): { batchSize: number; maximumLength?: number } {
  return { batchSize, ...(maximumLength !== undefined && { maximumLength }) };
}
