import { createRandom } from '@tidegate/core';
import { binaryAddition, sampledPairs } from '@tidegate/datasets';
import type { ModelToSave } from '@tidegate/model-directory';
import { sequenceTagger } from '@tidegate/models';
import { sumOver } from '@tidegate/training';
import { startBackend } from '../../backends/start-backend.js';
import { openRunCheckpoints, type RunCheckpoints } from '../../checkpoints/run-checkpoints.js';
import { assertBatchSize } from '../../distributed/assert-batch-size.js';
import { together } from '../../distributed/together.js';
import type { Place } from '../../distributed/with-processes.js';
import { unlessInterrupted } from '../../errors/interruption.js';
import { gateValues } from '../../logs/gate-values.js';
import { assertLogFolder } from '../../logs/log-folder.js';
import { openRunLog } from '../../logs/run-log.js';
import { assertWritable } from '../../model-directory/assert-writable.js';
import { saveModel } from '../../model-directory/save-model.js';
import { savingOnTheWay } from '../../model-directory/saving-on-the-way.js';
import type { OutputOptions } from '../../options/output-options.js';
import { watchInterrupts } from '../../process/interrupts.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { runFileOf } from '../../settings/run-file.js';
import type { ValuesOf } from '../../settings/setting.js';
import { version } from '../../version.js';
import type { AdditionPreset } from './addition-preset.js';
import { type AdditionOutcome, additionReporter } from './addition-reporter.js';
import { exampleSums } from './example-sums.js';
import { predictSums } from './predict-sums.js';
import { type additionSettings, settingsOf } from './settings.js';
import { testSums } from './test-sums.js';
import { type Progress, trainAdder } from './train-adder.js';

const testBatchSize = 1024;
const shownSums = 3;

/** `tidegate train adder`: trains a network, tests it on all sums, and shows and saves what came of it. Returns the exit code. */
export async function trainAddition(
  preset: AdditionPreset,
  values: ValuesOf<typeof additionSettings>,
  options: OutputOptions,
  { processes, streams: { output, errors } }: Place,
): Promise<number> {
  const settings = settingsOf(preset, values);
  const { bits, batchSize, optimizer, learningRate, seed } = settings;
  const { out, logDir } = values;
  const { group } = processes;
  const { name: backend, refusals } = await together(processes, async () => {
    assertBatchSize(group, batchSize);
    if (out !== undefined) await assertWritable(out);
    if (logDir !== undefined) await assertLogFolder(logDir, values.resume !== undefined);
    return startBackend({ ...values, ...options, usualThreads: processes.threads }, errors);
  });
  const random = createRandom(seed);
  const data = binaryAddition({ bits, random: random.split('data') });
  const model = sequenceTagger(settings.config, random.split('model'));
  const reporter = createReporter(output, options);
  const addition = additionReporter(reporter, settings, { backend, refusals, processes });
  const interrupts = watchInterrupts();
  // Without a reader and without a file to write, nothing would come of going on.
  const isUseless = (): boolean => output.isClosed && out === undefined && logDir === undefined;
  const runFile = runFileOf(preset.name, values);
  const describe = ({ step, loss }: Progress, test?: { readonly exactSums: number; readonly pairs: number }): ModelToSave => ({
    model,
    file: {
      tidegate: version,
      preset: preset.name,
      training: { bits, batchSize, steps: step, optimizer, learningRate, seed, backend },
      metrics: { loss, ...test },
    },
    runFile,
  });
  const write = (...facts: Parameters<typeof describe>): Promise<void> => saveModel(out as string, describe(...facts));
  const warn = (problem: string): void => {
    reporter.hide();
    errors.line(`tidegate: ${problem}`);
  };

  let checkpoints: RunCheckpoints | undefined;
  try {
    const isStopped = (): boolean => interrupts.isInterrupted || isUseless();
    checkpoints = await openRunCheckpoints({ values, runFile, processes, isStopped, warn, onSaved: addition.saved });
    await checkpoints.begin();
    const logged = {
      directory: logDir,
      model,
      totalSteps: settings.steps,
      logEvery: settings.logEvery,
      step: checkpoints.from?.step,
      gates: async () => gateValues(model, await exampleSums(random.split('logged'), bits)),
      warn,
    };
    const log = await together(processes, async () => openRunLog(logged));
    addition.start();
    checkpoints.tell(reporter);
    const last = await trainAdder({
      settings,
      group,
      model,
      loss: preset.loss,
      data,
      random,
      isStopped,
      wantsProgress: reporter.wantsProgress,
      onProgress: addition.progress,
      onReport: addition.report,
      observers: log.observers,
      saving: out === undefined ? undefined : savingOnTheWay<Progress>({ directory: out, write, warn }),
      checkpoints,
      describe,
    }).finally(() => {
      reporter.close();
      log.dispose();
    });
    const [useless, interrupted] = await sumOver(group, [Number(isUseless()), Number(isStopped())]);
    if (useless > 0) return interrupts.exitCode;

    const isInterrupted = interrupted > 0;
    const test = () => testSums(model, data.examples('test'), { bits, batchSize: testBatchSize, isStopped, group });
    // Whoever interrupts wants an end, not a test.
    const measured = isInterrupted ? undefined : await unlessInterrupted(test);
    const tested = measured && { exactSums: measured.exactSums, pairs: data.testPairs };
    const examples = [...sampledPairs({ bits, random: random.split('shown'), count: shownSums })];
    let outcome: AdditionOutcome = {
      last,
      ...tested,
      samples: await predictSums(model, examples, bits),
      isInterrupted,
      resumable: checkpoints.resumable,
    };
    await together(processes, async () => {
      try {
        if (out !== undefined) {
          await write(last, tested);
          outcome = { ...outcome, savedTo: out };
        }
      } finally {
        // A full disk must not cost the user the result too.
        addition.outcome(outcome);
      }
    });
    return interrupts.exitCode;
  } finally {
    interrupts.release();
    await checkpoints?.close();
    model.dispose();
  }
}
