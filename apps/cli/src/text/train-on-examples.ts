import { createRandom, type Json, type Model, type Random } from '@tidegate/core';
import type { EncodedBatch, Labels, OnSkip, PretrainedVectors } from '@tidegate/datasets';
import { type ModelToSave, partsOf } from '@tidegate/model-directory';
import type { TokenBatch } from '@tidegate/models';
import type { Objective, ProcessGroup } from '@tidegate/training';
import { assertBatchSize } from '../distributed/assert-batch-size.js';
import { shardOf } from '../distributed/shard-of.js';
import { together } from '../distributed/together.js';
import type { Place } from '../distributed/with-processes.js';
import { exampleSequences } from '../logs/gate-values.js';
import { loggedRun } from '../logs/logged-run.js';
import { saveModel } from '../model-directory/save-model.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Text } from '../reporting/reporter.js';
import { runFileOf } from '../settings/run-file.js';
import type { SettingTable } from '../settings/setting.js';
import { version } from '../version.js';
import { type Columns, columnsToSave } from './columns.js';
import { concludeRun } from './conclude-run.js';
import { dealtBatches, firstBatch, trainingBatches } from './corpus.js';
import { createNetwork } from './create-network.js';
import { describeStart } from './describe-run.js';
import type { TargetOf } from './encode.js';
import type { ExampleSettings } from './example-settings.js';
import { type FinalScores, finalScores, validationScores } from './final-scores.js';
import { learnedBatches } from './learned-batches.js';
import { assertSchedule } from './learning-rate.js';
import { assignVectors, loadVectors } from './load-vectors.js';
import { defaultEmbeddingSize, leastSizes, type NetworkSizes } from './network-sizes.js';
import type { Measured, Reached } from './network-training.js';
import type { Sample } from './open-samples.js';
import { type LearnedThings, type Prepared, prepare } from './prepare.js';
import { savingOf } from './saving-of.js';
import type { Survey } from './survey.js';
import { textReporter } from './text-reporter.js';
import { trainNetwork } from './train-network.js';
import { untilStopped } from './until-stopped.js';
import { type Run, withRun } from './with-run.js';

type TextModel = Model<TokenBatch, Json>;
type Fields = Readonly<Record<string, unknown>>;

const defaultBatchSize = 64;

/** What is learned from a batch, and what it needs, to be freed. */
export interface ExampleLearning {
  readonly objective: Objective<EncodedBatch>;
  /** What the loss of a batch is the mean over, such as how many texts it has. */
  weightOf(batch: EncodedBatch): number;
  dispose(): void;
}

/** What sets one task on examples of text apart from another. */
export interface ExampleTask<Scores, Network extends TextModel = TextModel> {
  readonly preset: string;
  open(path: string, columns: Columns, onSkip: OnSkip): AsyncIterable<Sample>;
  readonly learned: LearnedThings;
  targets(labels: Labels, found: Survey): TargetOf;
  /** The settings that a model may refuse. */
  readonly table: SettingTable;
  /** @throws UsageError if the settings do not go together */
  assertSettings?(): void;
  createModel(sizes: NetworkSizes, random: Random): Network;
  createLearning(prepared: Prepared, model: Network): ExampleLearning;
  /** Measures a network, with other processes if there are some. @param batches those that this process is to measure on */
  score(
    model: Network,
    prepared: Pick<Prepared, 'labels' | 'found'>,
    batches: AsyncIterable<EncodedBatch>,
    group: ProcessGroup,
  ): Promise<Scores>;
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
export function trainOnExamples<Scores, Network extends TextModel>(
  task: ExampleTask<Scores, Network>,
  settings: ExampleSettings,
  options: OutputOptions,
  place: Place,
): Promise<number> {
  return withRun(runFileOf(task.preset, settingsAmong(task.table, settings)), settings, options, place, (run) =>
    learn(task, settings, run),
  );
}

/** What a run has before it learns. */
interface Ready<Network> {
  readonly prepared: Prepared;
  readonly vectors: PretrainedVectors | undefined;
  readonly model: Network;
  readonly learning: ExampleLearning;
}

/**
 * Reads the data and makes the network.
 *
 * @throws UsageError if the settings do not go together, or with the data
 */
async function setUp<Scores, Network extends TextModel>(
  task: ExampleTask<Scores, Network>,
  settings: ExampleSettings,
  run: Run,
): Promise<Ready<Network>> {
  const { reporter, random, processes } = run;
  const { embeddingSize = defaultEmbeddingSize } = settings;
  const createModel = (sizes: NetworkSizes, draw: Random) => createNetwork(task.table, () => task.createModel(sizes, draw));
  assertSchedule(settings);
  task.assertSettings?.();
  assertBatchSize(processes.group, settings.batchSize ?? defaultBatchSize);
  // Whoever has large files hears of misuse before they are read. The size of vectors in a file is not known yet.
  if (settings.vectors === undefined) createModel({ ...leastSizes, embeddingSize }, createRandom(0)).dispose();
  const { open, learned, targets } = task;
  const prepared = await prepare({ settings, open, learned, targets, random, reporter, isStopped: run.isStopped });
  const { vocabulary, labels } = prepared;
  const vectors = settings.vectors === undefined ? undefined : await loadVectors(settings.vectors, vocabulary);
  const networkSizes = { vocabularySize: vocabulary.size, embeddingSize: vectors?.size ?? embeddingSize, outputSize: labels.size };
  const model = run.own(createModel(networkSizes, random.split('model')));
  if (vectors) await assignVectors(model.parameters['embedding/table'], vectors);
  return { prepared, vectors, model, learning: run.own(task.createLearning(prepared, model)) };
}

async function learn<Scores, Network extends TextModel>(
  task: ExampleTask<Scores, Network>,
  settings: ExampleSettings,
  run: Run,
): Promise<void> {
  const { batchSize = defaultBatchSize, maximumLength, epochs, logEvery, out } = settings;
  const { reporter, random, backend, seed, processes } = run;
  const { group } = processes;
  const { prepared, vectors, model, learning } = await together(processes, () => setUp(task, settings, run));
  const { training, validation, test, labels, skipped } = prepared;

  const sizes = { batchSize, ...(maximumLength !== undefined && { maximumLength }) };
  const score = (batches: AsyncIterable<EncodedBatch>): Promise<Scores> => task.score(model, prepared, batches, group);
  const stepsAnEpoch = Math.ceil(Math.ceil(training.count / batchSize) / (settings.accumulate ?? 1));
  const totalSteps = Math.min(settings.steps ?? Number.POSITIVE_INFINITY, stepsAnEpoch * (epochs ?? Number.POSITIVE_INFINITY));
  const report = textReporter<Scores>({ reporter, totalSteps, epochs, logEvery, unit: 'examples', fields: task.fields, text: task.text });
  const parts = partsOf(prepared);
  await run.checkpoints.begin({
    path: run.data,
    sizes: { 'examples to learn from': training.count, 'examples to validate on': validation?.count ?? 0 },
    parts,
  });
  reporter.say(() => describeStart(task.preset, settings, prepared, model, vectors, { backend, seed, processes }));
  run.checkpoints.tell(reporter);

  const describe = ({ step, epochs }: Reached<Scores>, found: FinalScores<Scores> | undefined): ModelToSave => ({
    model,
    file: {
      tidegate: version,
      preset: task.preset,
      ...task.file(prepared),
      ...(maximumLength !== undefined && { maximumLength }),
      ...columnsToSave(settings),
      training: { steps: step, epochs, seed, backend },
      ...(found && { measuredOn: found.measuredOn, metrics: task.fields(found.scores) }),
    },
    parts,
    runFile: run.runFile,
  });
  const write = (...facts: Parameters<typeof describe>): Promise<void> => saveModel(out as string, describe(...facts));

  const { from } = run.checkpoints;
  let examples = 0;
  const example = () => firstBatch(validation ?? training, { ...sizes, batchSize: exampleSequences });
  const logged = { model, totalSteps, unit: 'examples', seen: () => examples, example, fields: task.fields };
  const log = await together(processes, async () => run.own(loggedRun(run, settings, logged)));
  const trained = await trainNetwork<EncodedBatch, Scores>({
    model,
    settings,
    batches: (epoch) =>
      learnedBatches(trainingBatches(training, sizes, random.split('epoch', epoch), shardOf(group)), {
        done: epoch === from?.epoch ? from.batches : 0,
        examples: training.count,
        batchSize,
        onBatch: (rows) => {
          examples += rows;
        },
      }),
    group,
    partOf: (batch) => ({ weight: learning.weightOf(batch), firstRow: batch.firstRow }),
    goal: { objective: learning.objective },
    totalSteps,
    examplesSeen: () => examples,
    ...(validation && {
      validation: { mode: 'max' as const, run: async () => valued(await score(dealtBatches(validation, sizes, group)), task.value) },
    }),
    random: random.split('training'),
    isStopped: run.isStopped,
    ...log.watch(report),
    saving: savingOf(run, out, write),
    saveEvery: logEvery,
    checkpoints: run.checkpoints,
    warn: run.warn,
    describe: (reached) => describe(reached, validationScores(reached.scores)),
  }).finally(reporter.close);
  const agreed = await run.agree();
  if (agreed.isUseless) return;

  const final = await finalScores(agreed, trained, test && (() => score(untilStopped(dealtBatches(test, sizes, group), run.isStopped))));
  const conclusion = {
    run,
    settings,
    preset: task.preset,
    trained,
    measuredOn: final?.measuredOn,
    details: final && task.details(final.scores, labels),
    unit: 'examples',
    skipped,
    save: () => write(trained, final),
  };
  await together(processes, () => concludeRun(conclusion));
}

function valued<Scores>(scores: Scores, value: (scores: Scores) => number): Measured<Scores> {
  return { scores, value: value(scores) };
}

/** A task may have decided things itself that are no settings of it. */
function settingsAmong(table: SettingTable, settings: ExampleSettings): Fields {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(table, name)));
}
