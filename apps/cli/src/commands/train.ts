import { createRandom } from '@tidegate/core';
import { binaryAddition, sampledPairs } from '@tidegate/datasets';
import { sequenceTagger } from '@tidegate/models';
import { predictSums } from '../addition/predict-sums.js';
import { testSums } from '../addition/test-sums.js';
import { trainAdder } from '../addition/train-adder.js';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { assertWritable } from '../model-directory/assert-writable.js';
import { saveModel } from '../model-directory/save-model.js';
import type { TrainOptions } from '../options/train-options.js';
import { createReporter } from '../output/create-reporter.js';
import type { TrainOutcome } from '../output/train-reporter.js';
import type { Preset } from '../presets/preset.js';
import { settingsOf } from '../presets/settings.js';
import { watchInterrupts } from '../process/interrupts.js';
import type { Streams } from '../process/output.js';
import { version } from '../version.js';

const testBatchSize = 1024;
const shownSums = 3;

/** `tidegate train`: trains a preset, tests it on all sums, and shows and saves what came of it. Returns the exit code. */
export async function train(preset: Preset, options: TrainOptions, { output, errors }: Streams): Promise<number> {
  const settings = settingsOf(preset, options);
  const { bits, batchSize, optimizer, learningRate, seed } = settings;
  if (options.out !== undefined) await assertWritable(options.out);
  const { name: backend } = await startBackend(options, errors);
  const random = createRandom(seed);
  const data = binaryAddition({ bits, random: random.split('data') });
  const model = sequenceTagger(settings.config, random.split('model'));
  const reporter = createReporter(output, options);
  const interrupts = watchInterrupts();
  // Without a reader and without a file to write, nothing would come of going on.
  const isUseless = (): boolean => output.isClosed && options.out === undefined;

  try {
    reporter.start(settings, backend);
    const last = await trainAdder({
      settings,
      model,
      loss: preset.loss,
      data,
      random,
      isStopped: () => interrupts.isInterrupted || isUseless(),
      wantsProgress: reporter.wantsProgress,
      onProgress: reporter.progress,
      onReport: reporter.report,
    }).finally(reporter.close);
    if (isUseless()) return exitCodes.success;

    const { exactSums } = await testSums(model, data.examples('test'), { bits, batchSize: testBatchSize });
    const examples = [...sampledPairs({ bits, random: random.split('shown'), count: shownSums })];
    let outcome: TrainOutcome = {
      last,
      exactSums,
      pairs: data.testPairs,
      samples: await predictSums(model, examples, bits),
      isInterrupted: interrupts.isInterrupted,
    };
    try {
      if (options.out !== undefined) {
        await saveModel(options.out, model, {
          tidegate: version,
          preset: preset.name,
          training: { bits, batchSize, steps: last.step, optimizer, learningRate, seed, backend },
          metrics: { loss: last.loss, exactSums, pairs: data.testPairs },
        });
        outcome = { ...outcome, savedTo: options.out };
      }
    } finally {
      // A full disk must not cost the user the result too.
      reporter.outcome(outcome, settings, backend);
    }
    return interrupts.isInterrupted ? exitCodes.interrupted : exitCodes.success;
  } finally {
    interrupts.release();
    model.dispose();
  }
}
