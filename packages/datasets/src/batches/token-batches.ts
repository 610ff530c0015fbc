import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { assertInteger, type Random } from '@tidegate/core';
import { bucketed } from './bucketed.js';
import type { EncodedExample } from './encoded.js';
import { inGroups } from './in-groups.js';
import { padTokens } from './pad-tokens.js';

/** Texts in one batch, padded on the right with 0; who takes it disposes the tensors. */
export interface EncodedBatch<Example extends EncodedExample = EncodedExample> {
  /** `[batch, time]` int32; `time` is the longest text's, at least 1. */
  readonly ids: Tensor2D;
  /** `[batch]` int32: the tokens of each text. */
  readonly lengths: Tensor1D;
  /** `[batch]` int32 of classes, `[batch, classes]` float32 of several, or `[batch, time]` int32 of tags, 0 where padded. */
  readonly targets: Tensor;
  readonly examples: readonly Example[];
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
  /** Is told of each text that is cut, with the tokens it had. */
  readonly onCut?: (length: number) => void;
}

/**
 * Batches of texts, each text exactly once, the last batch smaller where they run out. In their order unless they are bucketed; each pass
 * is the same, so give other random numbers in each epoch.
 *
 * @throws ArgumentError at once for a bad option; while reading, for targets of different kinds or lengths
 */
export function tokenBatches<Example extends EncodedExample>(
  examples: Iterable<Example> | AsyncIterable<Example>,
  { batchSize, bucketing, maximumLength, onCut }: TokenBatchOptions,
): AsyncIterable<EncodedBatch<Example>> {
  assertInteger('tokenBatches', 'batchSize', batchSize, 1);
  if (bucketing) assertInteger('tokenBatches', 'bucketing.window', bucketing.window, 1);
  if (maximumLength !== undefined) assertInteger('tokenBatches', 'maximumLength', maximumLength, 1);
  const limit = maximumLength ?? Number.POSITIVE_INFINITY;
  return {
    async *[Symbol.asyncIterator]() {
      const groups = bucketing ? bucketed(examples, batchSize, bucketing, limit) : inGroups(examples, batchSize);
      for await (const group of groups) {
        if (onCut) for (const { ids } of group) if (ids.length > limit) onCut(ids.length);
        yield { ...padTokens(group, limit), examples: group };
      }
    },
  };
}
