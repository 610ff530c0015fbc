import { dispose, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { type AdditionExample, additionBatches, bitsToNumber } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';

/** Two numbers, their sum, and what a network makes of them. */
export interface PredictedSum extends AdditionExample {
  readonly predicted: number;
}

/**
 * Lets a network add.
 *
 * @param model reads two bits at each step and gives one logit, the least significant bit first
 */
export async function predictSums(model: SequenceTagger, examples: readonly AdditionExample[], bits: number): Promise<PredictedSum[]> {
  const context = { training: false, random: createRandom(0) };
  const sums: PredictedSum[] = [];
  for await (const { inputs, targets } of additionBatches(examples, { bits, batchSize: examples.length })) {
    const logits = tidy(() => model.logits({ inputs }, context));
    const digits = Array.from(await logits.data(), (logit) => (logit > 0 ? 1 : 0));
    dispose([inputs, targets, logits]);
    for (const example of examples) sums.push({ ...example, predicted: bitsToNumber(digits.splice(0, bits)) });
  }
  return sums;
}
