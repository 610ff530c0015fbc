import { type AdditionExample, additionBatches } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import { binaryAccuracy, evaluate, exactSequences } from '@tidegate/training';
import { untilStopped } from '../../text/until-stopped.js';

export interface SumsTest {
  /** Share of the sums of which every bit is right. */
  readonly exactSums: number;
  /** Share of all bits that are right. */
  readonly bitAccuracy: number;
}

/**
 * Tests a network on sums.
 *
 * @throws Interruption if the user wants to stop before it is done
 */
export function testSums(
  model: SequenceTagger,
  examples: Iterable<AdditionExample>,
  { isStopped = () => false, ...sizes }: { readonly bits: number; readonly batchSize: number; readonly isStopped?: () => boolean },
): Promise<SumsTest> {
  return evaluate({
    model,
    batches: untilStopped(additionBatches(examples, sizes), isStopped),
    metrics: { exactSums: exactSequences, bitAccuracy: binaryAccuracy },
  });
}
