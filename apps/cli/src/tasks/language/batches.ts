import { tensor2d } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';
import { DataError, type LanguageBatch, languageBatches, type Shard } from '@tidegate/datasets';
import type { TokenBatch } from '@tidegate/models';
import { exampleSequences } from '../../logs/gate-values.js';
import type { LanguageValues } from './settings.js';

export const defaultBatchSize = 50;

/** How the text of an epoch is cut into batches. */
export interface LanguageSizes {
  readonly batchSize: number;
  readonly time: number;
  readonly order: NonNullable<LanguageValues['order']>;
}

/** @throws DataError if the text is shorter than one batch needs */
export function sizesOf(data: string, tokens: number, values: LanguageValues): LanguageSizes {
  const { batchSize = defaultBatchSize, sequenceLength = 50, order = 'contiguous' } = values;
  const needed = order === 'contiguous' ? 2 * batchSize + 1 : sequenceLength + 1;
  if (tokens < needed) {
    const remedy = 'give a longer text, or lower --batch-size and --sequence-length';
    throw new DataError({ file: data }, `has ${tokens} tokens to learn from, of which a batch needs ${needed}; ${remedy}`);
  }
  return { batchSize, time: sequenceLength, order };
}

export function stepsOf(tokens: number, { batchSize, time, order }: LanguageSizes): number {
  const batches = (tokens - 1) / (batchSize * time);
  return Math.max(1, order === 'contiguous' ? Math.ceil(batches) : Math.floor(batches));
}

/**
 * The batches of an epoch. Contiguous ones begin at another place in each, so that the text is not always cut alike. With a shard, its
 * rows of them, and `undefined` for each batch if there are fewer rows than shards.
 */
export function batchesOfEpoch(ids: Int32Array, sizes: LanguageSizes, epoch: number, random: Random): Iterable<LanguageBatch>;
export function batchesOfEpoch(
  ids: Int32Array,
  sizes: LanguageSizes,
  epoch: number,
  random: Random,
  shard: Shard | undefined,
): Iterable<LanguageBatch | undefined>;
export function batchesOfEpoch(
  ids: Int32Array,
  { batchSize, time, order }: LanguageSizes,
  epoch: number,
  random: Random,
  shard?: Shard,
): Iterable<LanguageBatch | undefined> {
  if (order === 'random') return languageBatches(ids, { batchSize, time, order, random: random.split('epoch', epoch), shard });
  const spare = Math.min(time, ids.length - 2 * batchSize);
  const begin = epoch === 1 || spare < 1 ? 0 : (random.split('begin', epoch).integers(1, spare)[0] as number);
  return languageBatches(ids.subarray(begin), { batchSize, time, order, shard });
}

/** The beginning of a text, as a few sequences of the length that is trained on, or shorter ones where there is not so much. */
export function exampleOf(ids: Int32Array, { time }: Pick<LanguageSizes, 'time'>): TokenBatch {
  const steps = Math.max(1, Math.min(time, Math.floor(ids.length / exampleSequences)));
  const rows = Math.min(exampleSequences, ids.length);
  return { ids: tensor2d(ids.subarray(0, rows * steps), [rows, steps], 'int32') };
}
