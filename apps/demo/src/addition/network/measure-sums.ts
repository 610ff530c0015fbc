import { createPause } from '@tidegate/core';
import { type AdditionExample, additionBatches } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import { evaluate, exactSequences } from '@tidegate/training';

/** Sums that are tested at once. */
const batchSize = 512;
/** Milliseconds between two turns of the event loop. */
const pauseInterval = 50;

/**
 * The share of the sums of which every bit is right.
 *
 * @param isStopped asked after each batch; what is measured until then counts
 */
export async function measureSums(
  model: SequenceTagger,
  examples: Iterable<AdditionExample>,
  { bits, isStopped }: { readonly bits: number; readonly isStopped: () => boolean },
): Promise<number> {
  const pause = createPause(pauseInterval);
  async function* batches() {
    for await (const batch of additionBatches(examples, { bits, batchSize })) {
      yield batch;
      await pause();
      if (isStopped()) return;
    }
  }
  const { exact } = await evaluate({ model, batches: batches(), metrics: { exact: exactSequences } });
  return exact;
}
