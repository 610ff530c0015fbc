import { createRandom } from '@tidegate/core';
import { type AdditionExample, binaryAddition, type ExampleStream, sampledPairs } from '@tidegate/datasets';
import type { AdditionFile } from '@tidegate/model-directory';
import { count, percent } from '@tidegate/model-directory/wording';
import type { SequenceTagger } from '@tidegate/models';
import { backendFields } from '../../backends/backend-fields.js';
import type { Place } from '../../distributed/with-processes.js';
import type { EvaluateOptions } from '../../options/evaluate-options.js';
import { createReporter } from '../../reporting/create-reporter.js';
import type { Saved } from '../task.js';
import { testSums } from './test-sums.js';

const defaultBatchSize = 1024;

/** Tests a trained adder on numbers of any length. */
export async function evaluateAddition(
  { directory, model, file, ...used }: Saved<AdditionFile, SequenceTagger>,
  options: EvaluateOptions,
  { processes, streams }: Place,
): Promise<void> {
  const { batchSize = defaultBatchSize, seed = 0 } = options;
  const { preset, training } = file;
  const bits = options.bits ?? training.bits;
  const { examples, pairs, isComplete } = sumsToTest(bits, seed, options.pairs);
  const { exactSums, bitAccuracy } = await testSums(model, examples, { bits, batchSize, group: processes.group });
  const fields = { model: directory, preset, bits, exactSums, bitAccuracy, pairs, seed, ...backendFields(used) };
  createReporter(streams.output, options).result(fields, ({ bold }) =>
    [
      `${directory}: ${preset}, trained on ${training.bits}-bit numbers, tested on ${bits}-bit numbers`,
      `exact sums    ${bold(percent(exactSums))} of ${isComplete ? 'all ' : ''}${count(pairs)} pairs of numbers`,
      `bit accuracy  ${bold(percent(bitAccuracy))}`,
    ].join('\n'),
  );
}

interface SumsToTest {
  readonly examples: ExampleStream<AdditionExample>;
  readonly pairs: number;
  /** Whether these are all there are. */
  readonly isComplete: boolean;
}

function sumsToTest(bits: number, seed: number, pairs: number | undefined): SumsToTest {
  const random = createRandom(seed);
  if (pairs !== undefined) return { examples: sampledPairs({ bits, random, count: pairs }), pairs, isComplete: false };
  const { examples, testPairs } = binaryAddition({ bits, random });
  return { examples: examples('test'), pairs: testPairs, isComplete: testPairs === 2 ** (2 * bits - 2) };
}
