import { type Random, TidegateError } from '@tidegate/core';
import { type AdditionBatch, additionBatches, sampledPairs } from '@tidegate/datasets';
import { exampleSequences } from '../../logs/gate-values.js';

/** A few drawn sums to look at a network with. */
export async function exampleSums(random: Random, bits: number): Promise<AdditionBatch> {
  const sums = [...sampledPairs({ bits, random, count: exampleSequences })];
  for await (const batch of additionBatches(sums, { bits, batchSize: sums.length })) return batch;
  throw new TidegateError(`exampleSums: ${sums.length} sums make no batch`);
}
