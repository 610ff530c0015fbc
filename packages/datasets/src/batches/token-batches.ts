import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { assertInteger, type Random } from '@tidegate/core';
import { bucketed } from './bucketed.js';
import { type EncodedExample, lengthOf } from './encoded.js';
import { inGroups } from './in-groups.js';
import { padTokens } from './pad-tokens.js';
import { assertShard, rowsOf, type Sharded, type Unsharded } from './shard.js';

/** Texts in one batch, padded on the right with 0; who takes it disposes the tensors. */
export interface EncodedBatch<Example extends EncodedExample = EncodedExample> {
  /** `[batch, time]` int32; `time` is that of the longest text of the whole batch, at least 1. */
  readonly ids: Tensor2D;
  /** `[batch]` int32: the tokens of each text. */
  readonly lengths: Tensor1D;
  /** `[batch]` int32 of classes, `[batch, classes]` float32 of several, or `[batch, time]` int32 of tags, 0 where padded. */
  readonly targets: Tensor;
  readonly examples: readonly Example[];
  /** The place of the first row in the whole batch: 0 but for a shard of it. */
  readonly firstRow: number;
}

export interface TokenBatchOptions {
  readonly batchSize: number;
  /**
   * Puts texts of like length together, so that little is padding: of each `window` examples, sorted by length, batches are cut and
   * given in random order. `window` is rounded up to whole batches.
   */
  readonly bucketing?: { readonly window: number; readonly random: Random };
  /** Tokens at most; of longer texts the beginning is kept. */
  readonly maximumLength?: number;
  /** Is told of each text that is cut, with the tokens it had; of a shard, of its own texts. */
  readonly onCut?: (length: number) => void;
}

/**
 * Batches of texts, each text exactly once, the last batch smaller where they run out. In their order unless they are bucketed; each pass
 * is the same, so give other random numbers in each epoch.
 *
 * With a `shard`, its rows of the same batches, as long as they are in the whole batch. Where an example has a `length`, its `ids` and
 * `target` are read only by the shard that has it.
 *
 * @throws ArgumentError at once for a bad option; while reading, for targets of different kinds or lengths
 */
export function tokenBatches<Example extends EncodedExample>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  options: TokenBatchOptions & Unsharded,
): AsyncIterable<EncodedBatch<Example>>;
export function tokenBatches<Example extends EncodedExample>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  options: TokenBatchOptions & Sharded,
): AsyncIterable<EncodedBatch<Example> | undefined>;
export function tokenBatches<Example extends EncodedExample>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  { batchSize, bucketing, maximumLength, onCut, shard }: TokenBatchOptions & Sharded,
): AsyncIterable<EncodedBatch<Example> | undefined> {
  assertInteger('tokenBatches', 'batchSize', batchSize, 1);
  if (bucketing) assertInteger('tokenBatches', 'bucketing.window', bucketing.window, 1);
  if (maximumLength !== undefined) assertInteger('tokenBatches', 'maximumLength', maximumLength, 1);
  assertShard('tokenBatches', shard);
  const limit = maximumLength ?? Number.POSITIVE_INFINITY;
  return {
    async *[Symbol.asyncIterator]() {
      const groups = bucketing ? bucketed(examples, batchSize, bucketing, limit) : inGroups(examples, batchSize);
      for await (const group of groups) {
        const rows = rowsOf(group.length, shard);
        if (rows.begin === rows.end) {
          yield undefined;
          continue;
        }
        if (onCut) for (const example of group.slice(rows.begin, rows.end)) tellCut(example, limit, onCut);
        yield { ...padTokens(group, limit, rows), firstRow: rows.begin };
      }
    },
  };
}

function tellCut(example: EncodedExample, limit: number, onCut: (length: number) => void): void {
  const length = lengthOf(example, Number.POSITIVE_INFINITY);
  if (length > limit) onCut(length);
}
