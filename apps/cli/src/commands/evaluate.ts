import { createRandom } from '@tidegate/core';
import { type AdditionExample, binaryAddition, type ExampleStream, sampledPairs } from '@tidegate/datasets';
import { testSums } from '../addition/test-sums.js';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { loadModel } from '../model-directory/load-model.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import { count, percent } from '../output/figures.js';
import { writeEvent } from '../output/json-reporter.js';
import type { Streams } from '../process/output.js';

/** `tidegate evaluate`: tests a trained adder on numbers of any length. Returns the exit code. */
export async function evaluate(directory: string, options: EvaluateOptions, { output, errors }: Streams): Promise<number> {
  const { batchSize, seed, json, quiet } = options;
  const { name: backend } = await startBackend(options, errors);
  const { model, file } = await loadModel(directory);
  try {
    const bits = options.bits ?? file.training.bits;
    const { examples, pairs, isComplete } = sumsToTest(bits, options);
    const { exactSums, bitAccuracy } = await testSums(model, examples, { bits, batchSize });
    if (json) {
      const { preset } = file;
      writeEvent(output, 'result', { model: directory, preset, bits, exactSums, bitAccuracy, pairs, seed, backend });
    } else if (!quiet) {
      const { bold } = output.colours;
      output.line(`${directory}: ${file.preset}, trained on ${file.training.bits}-bit numbers, tested on ${bits}-bit numbers`);
      output.line(`exact sums    ${bold(percent(exactSums))} of ${isComplete ? 'all ' : ''}${count(pairs)} pairs of numbers`);
      output.line(`bit accuracy  ${bold(percent(bitAccuracy))}`);
    }
    return exitCodes.success;
  } finally {
    model.dispose();
  }
}

interface SumsToTest {
  readonly examples: ExampleStream<AdditionExample>;
  readonly pairs: number;
  /** Whether these are all there are. */
  readonly isComplete: boolean;
}

function sumsToTest(bits: number, { pairs, seed }: EvaluateOptions): SumsToTest {
  const random = createRandom(seed);
  if (pairs !== undefined) return { examples: sampledPairs({ bits, random, count: pairs }), pairs, isComplete: false };
  const { examples, testPairs } = binaryAddition({ bits, random });
  return { examples: examples('test'), pairs: testPairs, isComplete: testPairs === 2 ** (2 * bits - 2) };
}
