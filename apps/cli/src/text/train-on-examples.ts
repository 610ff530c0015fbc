import { createRandom, type Json, type Model, type Random } from '@tidegate/core';
import type { EncodedBatch, Labels, OnSkip } from '@tidegate/datasets';
import type { TokenBatch } from '@tidegate/models';
import type { Loss } from '@tidegate/training';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { assertWritable } from '../model-directory/assert-writable.js';
import { saveModel } from '../model-directory/save-model.js';
import type { OutputOptions } from '../options/output-options.js';
import { watchInterrupts } from '../process/interrupts.js';
import type { Streams } from '../process/output.js';
import { createReporter } from '../reporting/create-reporter.js';
import type { Text } from '../reporting/reporter.js';
import { runFileOf } from '../settings/run-file.js';
import { version } from '../version.js';
import { type Corpus, plainBatches, trainingBatches } from './corpus.js';
import { describeEnd, describeStart } from './describe-run.js';
import type { TargetOf } from './encode.js';
import { assignVectors, loadVectors } from './load-vectors.js';
import { partsOf } from './model-parts.js';
import type { Columns, Sample } from './open-samples.js';
import { type DataSettings, type Prepared, prepare } from './prepare.js';
import type { Survey } from './survey.js';
import { textReporter } from './text-reporter.js';
import { type TrainingSettings, trainNetwork } from './train-network.js';

/** Settings of every network that learns from examples of text. */
export interface ExampleSettings extends DataSettings, TrainingSettings {
  readonly batchSize?: number;
  readonly maximumLength?: number;
  readonly embeddingSize?: number;
  readonly vectors?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly logEvery?: number;
  readonly backend?: string;
  readonly threads?: number;
}

type TextModel = Model<TokenBatch, Json>;
type Fields = Readonly<Record<string, unknown>>;

/** What sets one task on examples of text apart from another. */
export interface ExampleTask<Scores> {
  readonly preset: string;
  open(path: string, columns: Columns, onSkip: OnSkip): AsyncIterable<Sample>;
  targets(labels: Labels, found: Survey): TargetOf;
  createModel(prepared: Prepared, sizes: { readonly embeddingSize: number | undefined }, random: Random): TextModel;
  createLoss(prepared: Prepared): { readonly loss: Loss<EncodedBatch>; dispose(): void };
  score(model: TextModel, prepared: Pick<Prepared, 'labels' | 'found'>, batches: AsyncIterable<EncodedBatch>): Promise<Scores>;
  /** What the best weights are chosen by: the more, the better. */
  value(scores: Scores): number;
  /** The figures of a few words, for programs and for people. */
  fields(scores: Scores): Fields;
  text(scores: Scores): string;
  /** All figures. */
  details(scores: Scores, labels: Labels): { readonly fields: Fields; readonly text: Text };
  /** What `config.json` holds beside what every model has. */
  file(prepared: Prepared): Fields;
}

/** Trains a network on examples of text, measures it, and saves it. Returns the exit code. */
export async function trainOnExamples<Scores>(
  task: ExampleTask<Scores>,
  settings: ExampleSettings,
  options: OutputOptions,
  { output, errors }: Streams,
): Promise<number> {
  const { out, seed = 0, batchSize = 64, maximumLength, epochs, logEvery } = settings;
  if (settings.data === undefined) throw new UsageError('--data', 'the path of a file or a folder to learn from', 'missing');
  if (out !== undefined) await assertWritable(out);
  const { name: backend } = await startBackend({ ...settings, ...options }, errors);
  const random = createRandom(seed);
  const reporter = createReporter(output, options);
  const interrupts = watchInterrupts();
  // Without a reader and without a file to write, nothing would come of going on.
  const isUseless = (): boolean => output.isClosed && out === undefined;
  const isStopped = (): boolean => interrupts.isInterrupted || isUseless();
  const disposables: { dispose(): void }[] = [];

  try {
    const prepared = await prepare({ settings, open: task.open, targets: task.targets, random, reporter });
    const { training, validation, test, vocabulary, labels } = prepared;
    const vectors = settings.vectors === undefined ? undefined : await loadVectors(settings.vectors, vocabulary);
    const model = task.createModel(prepared, { embeddingSize: vectors?.size ?? settings.embeddingSize }, random.split('model'));
    disposables.push(model);
    if (vectors) await assignVectors(model.parameters['embedding/table'], vectors);
    const goal = task.createLoss(prepared);
    disposables.push(goal);

    const sizes = { batchSize, ...(maximumLength !== undefined && { maximumLength }) };
    const score = (corpus: Corpus): Promise<Scores> => task.score(model, prepared, plainBatches(corpus, sizes));
    const stepsAnEpoch = Math.ceil(Math.ceil(training.count / batchSize) / (settings.accumulate ?? 1));
    const totalSteps = Math.min(settings.steps ?? Number.POSITIVE_INFINITY, stepsAnEpoch * (epochs ?? Number.POSITIVE_INFINITY));
    const report = textReporter<Scores>({ reporter, totalSteps, epochs, logEvery, unit: 'examples', fields: task.fields, text: task.text });
    reporter.say(() => describeStart(task.preset, settings, prepared, model, vectors, { backend, seed }));

    let examples = 0;
    const {
      last,
      step,
      epochs: finished,
      scores,
    } = await trainNetwork<EncodedBatch, Scores>({
      model,
      settings,
      batches: (epoch) => trainingBatches(training, sizes, random.split('epoch', epoch)),
      goal: {
        loss: (logits, batch) => {
          examples += batch.examples.length;
          return goal.loss(logits, batch);
        },
      },
      totalSteps,
      examplesSeen: () => examples,
      ...(validation && {
        validation: {
          mode: 'max' as const,
          run: async () => {
            const measured = await score(validation);
            return { scores: measured, value: task.value(measured) };
          },
        },
      }),
      random: random.split('training'),
      isStopped,
      onStep: report.onStep,
      onMeasured: report.onMeasured,
    }).finally(reporter.close);
    if (isUseless()) return exitCodes.success;

    const { isInterrupted } = interrupts;
    const measuredOn = test && !isInterrupted ? 'test' : scores === undefined ? undefined : 'validation';
    const final = test && !isInterrupted ? await score(test) : scores;
    const details = final && task.details(final, labels);
    try {
      if (out !== undefined) {
        const file = {
          tidegate: version,
          preset: task.preset,
          ...task.file(prepared),
          ...(maximumLength !== undefined && { maximumLength }),
          training: { steps: step, epochs: finished, seed, backend },
          ...(final && { measuredOn, metrics: task.fields(final) }),
        };
        await saveModel({ directory: out, model, file, parts: partsOf(prepared), runFile: runFileOf(task.preset, { ...settings }) });
      }
    } finally {
      // A full disk must not cost the user the result too.
      const fields = {
        preset: task.preset,
        seed,
        steps: step,
        epochs: finished,
        trainingLoss: last.meanLoss,
        ...(measuredOn ? { measuredOn } : { loss: last.meanLoss }),
        ...details?.fields,
        examplesPerSecond: last.examples / last.seconds,
        seconds: last.seconds,
        backend,
        ...(prepared.skipped !== undefined && { skipped: prepared.skipped }),
        ...(isInterrupted && { interrupted: true }),
        ...(out !== undefined && { out }),
      };
      reporter.result(
        fields,
        describeEnd({ settings, measuredOn, details: details?.text, last, step, isInterrupted, skipped: prepared.skipped, out }),
      );
    }
    return isInterrupted ? exitCodes.interrupted : exitCodes.success;
  } finally {
    reporter.close();
    interrupts.release();
    for (const each of disposables) each.dispose();
  }
}
