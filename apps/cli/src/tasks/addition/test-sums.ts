import { type AdditionExample, additionBatches } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import { binaryAccuracy, evaluate, exactSequences } from '@tidegate/training';

export interface SumsTest {
  /** Share of the sums of which every bit is right. */
  readonly exactSums: number;
  /** Share of all bits that are right. */
  readonly bitAccuracy: number;
}

/** Tests a network on sums. */
export function testSums(
  model: SequenceTagger,
  examples: Iterable<AdditionExample>,
  sizes: { readonly bits: number; readonly batchSize: number },
): Promise<SumsTest> {
  return evaluate({
    model,
    batches: additionBatches(examples, sizes),
    metrics: { exactSums: exactSequences, bitAccuracy: binaryAccuracy },
  });
}
