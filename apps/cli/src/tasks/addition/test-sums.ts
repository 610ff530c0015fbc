import { type AdditionBatch, type AdditionExample, additionBatches, exampleStream } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import { binaryAccuracy, evaluate, exactSequences, type ProcessGroup, singleProcess } from '@tidegate/training';
import { interruptedTogether } from '../../text/measured-together.js';

export interface SumsTest {
  /** Share of the sums of which every bit is right. */
  readonly exactSums: number;
  /** Share of all bits that are right. */
  readonly bitAccuracy: number;
}

export interface SumsTesting {
  readonly bits: number;
  readonly batchSize: number;
  /** Asked after each batch; true ends it. */
  readonly isStopped?: () => boolean;
  /** By default this process is alone. */
  readonly group?: ProcessGroup | undefined;
}

/**
 * Tests a network on sums. Several processes test some of the batches each, and all get what one would of all of them.
 *
 * @param examples the same in every process
 * @throws Interruption if the user wants to stop before it is done
 */
export async function testSums(
  model: SequenceTagger,
  examples: Iterable<AdditionExample>,
  { isStopped = () => false, group = singleProcess, ...sizes }: SumsTesting,
): Promise<SumsTest> {
  let isInterrupted = false;
  async function* batches(): AsyncGenerator<AdditionBatch, void> {
    const own = exampleStream(() => dealtExamples(examples, sizes.batchSize, group));
    for await (const batch of additionBatches(own, sizes)) {
      yield batch;
      isInterrupted = isStopped();
      if (isInterrupted) return;
    }
  }
  const metrics = { exactSums: exactSequences, bitAccuracy: binaryAccuracy };
  const test = await evaluate({ model, batches: batches(), metrics, group });
  await interruptedTogether(group, isInterrupted);
  return test;
}

/** Those of the whole batches that are dealt to a process, one batch to each in turn. */
function* dealtExamples(examples: Iterable<AdditionExample>, batchSize: number, { rank, size }: ProcessGroup): Generator<AdditionExample> {
  let place = 0;
  for (const example of examples) {
    if (Math.floor(place / batchSize) % size === rank) yield example;
    place++;
  }
}
