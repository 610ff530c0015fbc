import { createRandom, type Random } from '@tidegate/core';
import type { LanguageBatch } from '@tidegate/datasets';
import { type ModelToSave, partsOf } from '@tidegate/model-directory';
import { count } from '@tidegate/model-directory/wording';
import { type LanguageModel, languageModel } from '@tidegate/models';
import type { Objective } from '@tidegate/training';
import { assertBatchSize } from '../../distributed/assert-batch-size.js';
import { shardOf } from '../../distributed/shard-of.js';
import { together } from '../../distributed/together.js';
import type { Place } from '../../distributed/with-processes.js';
import { loggedRun } from '../../logs/logged-run.js';
import { saveModel } from '../../model-directory/save-model.js';
import type { OutputOptions } from '../../options/output-options.js';
import type { Text } from '../../reporting/reporter.js';
import { runFileOf } from '../../settings/run-file.js';
import { columnsToSave } from '../../text/columns.js';
import { concludeRun } from '../../text/conclude-run.js';
import { createNetwork } from '../../text/create-network.js';
import { describeExtent, type Machine } from '../../text/describe-run.js';
import { type FinalScores, finalScores, validationScores } from '../../text/final-scores.js';
import { assertSchedule } from '../../text/learning-rate.js';
import { assignVectors, loadVectors } from '../../text/load-vectors.js';
import { leastSizes } from '../../text/network-sizes.js';
import type { Reached } from '../../text/network-training.js';
import { assertSamples, beginScores } from '../../text/sampled-losses.js';
import { savingOf } from '../../text/saving-of.js';
import { textReporter } from '../../text/text-reporter.js';
import { trainNetwork } from '../../text/train-network.js';
import { type Run, withRun } from '../../text/with-run.js';
import { version } from '../../version.js';
import { assertOrder } from './assert-order.js';
import { batchesOfEpoch, defaultBatchSize, exampleOf, type LanguageSizes, sizesOf, stepsOf } from './batches.js';
import { defaultEmbeddingSize, type LanguageNetworkSizes, languageConfig } from './language-config.js';
import { languageObjective } from './objective.js';
import { type PreparedLanguage, prepareLanguage } from './prepare.js';
import { type LanguageScores, scoreFields, scoreLanguage, scoreText } from './scores.js';
import { type LanguageValues, wordSettings } from './settings.js';

/** Trains a language model. Returns the exit code. */
export function trainLanguage(preset: string, values: LanguageValues, options: OutputOptions, place: Place): Promise<number> {
  return withRun(runFileOf(preset, values), values, options, place, (run) => learn(preset, values, run));
}

/** What a run has before it learns. */
interface Ready {
  readonly prepared: PreparedLanguage;
  readonly sizes: LanguageSizes;
  readonly model: LanguageModel;
  readonly objective: Objective<LanguageBatch>;
}

/**
 * Reads the texts and makes the network.
 *
 * @throws UsageError if the settings do not go together, or with the texts
 */
async function setUp(values: LanguageValues, run: Run): Promise<Ready> {
  const { data, random } = run;
  const { embeddingSize = defaultEmbeddingSize, batchSize = defaultBatchSize } = values;
  const createModel = (sizes: LanguageNetworkSizes, draw: Random) =>
    createNetwork(wordSettings, () => languageModel(languageConfig(values, sizes), draw));
  assertSchedule(values);
  assertSamples(values);
  assertOrder(values);
  assertBatchSize(run.processes.group, batchSize);
  // Whoever has large files hears of misuse before they are read. The size of vectors in a file is not known yet.
  if (values.vectors === undefined) createModel({ vocabularySize: leastSizes.vocabularySize, embeddingSize }, createRandom(0)).dispose();
  const prepared = await prepareLanguage(data, values, run.isStopped);
  const { training, vocabulary } = prepared;
  const sizes = sizesOf(data, training.length, values);
  const vectors = values.vectors === undefined ? undefined : await loadVectors(values.vectors, vocabulary);
  const networkSizes = { vocabularySize: vocabulary.size, embeddingSize: vectors?.size ?? embeddingSize };
  const model = run.own(createModel(networkSizes, random.split('model')));
  if (values.loss === 'nce') beginScores(model.head.bias);
  const objective = languageObjective(model, values);
  if (vectors) await assignVectors(model.parameters['embedding/table'], vectors);
  return { prepared, sizes, model, objective };
}

async function learn(preset: string, values: LanguageValues, run: Run): Promise<void> {
  const { epochs, logEvery, validateEvery, out } = values;
  const { data, reporter, random, backend, seed, processes } = run;
  const { group } = processes;
  const { prepared, sizes, model, objective } = await together(processes, () => setUp(values, run));
  const { training, validation, test } = prepared;

  const stepsAnEpoch = Math.ceil(stepsOf(training.length, sizes) / (values.accumulate ?? 1));
  const totalSteps = Math.min(values.steps ?? Number.POSITIVE_INFINITY, stepsAnEpoch * (epochs ?? Number.POSITIVE_INFINITY));
  const report = textReporter<LanguageScores>({
    reporter,
    totalSteps,
    epochs,
    // Without anything to validate on, the loss alone is told as often.
    logEvery: logEvery ?? (validation ? undefined : validateEvery),
    unit: 'tokens',
    fields: scoreFields,
    text: scoreText,
  });
  const parts = partsOf(prepared);
  await run.checkpoints.begin({
    path: data,
    sizes: { 'tokens to learn from': training.length, 'tokens to validate on': validation?.length ?? 0 },
    parts,
  });
  reporter.say(() => describe(preset, values, prepared, Object.values(model.parameters), { backend, seed, processes }));
  run.checkpoints.tell(reporter);

  const describeModel = ({ step, epochs }: Reached<LanguageScores>, found: FinalScores<LanguageScores> | undefined): ModelToSave => ({
    model,
    file: {
      tidegate: version,
      preset,
      tokenizer: prepared.tokenizer.config,
      ...columnsToSave(values),
      training: { steps: step, epochs, seed, backend },
      ...(found && { measuredOn: found.measuredOn, metrics: scoreFields(found.scores) }),
    },
    parts,
    runFile: run.runFile,
  });
  const write = (...facts: Parameters<typeof describeModel>): Promise<void> => saveModel(out as string, describeModel(...facts));

  let tokens = 0;
  const example = () => exampleOf(validation ?? training, sizes);
  const logged = { model, totalSteps, unit: 'tokens', seen: () => tokens, example, fields: scoreFields };
  const log = await together(processes, async () => run.own(loggedRun(run, values, logged)));
  const trained = await trainNetwork<LanguageBatch, LanguageScores>({
    model,
    settings: values,
    batches: (epoch) => batchesOfEpoch(training, sizes, epoch, random.split('batches'), shardOf(group)),
    group,
    partOf: ({ targets, firstRow }) => ({ weight: targets.size, firstRow }),
    goal: {
      objective: (batch, step) => {
        // Each batch has as many rows, and each process has some of them.
        tokens += sizes.batchSize * (batch.targets.shape[1] as number);
        return objective(batch, step);
      },
    },
    tables: (name) => name === 'embedding/table' || (name === 'head/kernel' && (values.loss ?? 'softmax') !== 'softmax'),
    totalSteps,
    examplesSeen: () => tokens,
    ...(validation && {
      validation: {
        mode: 'min' as const,
        ...(validateEvery !== undefined && { every: validateEvery }),
        run: async () => {
          const scores = await scoreLanguage(model, validation, { group });
          return { scores, value: scores.nats };
        },
      },
    }),
    random: random.split('training'),
    isStopped: run.isStopped,
    ...log.watch(report),
    saving: savingOf(run, out, write),
    saveEvery: logEvery ?? validateEvery,
    checkpoints: run.checkpoints,
    warn: run.warn,
    describe: (reached) => describeModel(reached, validationScores(reached.scores)),
  }).finally(reporter.close);
  const agreed = await run.agree();
  if (agreed.isUseless) return;

  const measuring = { isStopped: run.isStopped, group };
  const final = await finalScores(agreed, trained, test && (() => scoreLanguage(model, test, measuring)));
  const conclusion = {
    run,
    settings: values,
    preset,
    trained,
    measuredOn: final?.measuredOn,
    details: final && {
      fields: scoreFields(final.scores),
      text: ({ bold }: Parameters<Text>[0]) => `${bold(scoreText(final.scores))} a token, of ${count(final.scores.tokens)} tokens\n`,
    },
    unit: 'tokens',
    save: () => write(trained, final),
  };
  await together(processes, () => concludeRun(conclusion));
}

function describe(
  preset: string,
  values: LanguageValues,
  { training, validation, test, vocabulary }: PreparedLanguage,
  weights: readonly { readonly size: number }[],
  machine: Machine,
): string {
  const from = values.valid === undefined ? 'the last tenth' : values.valid;
  const others = [
    ...(validation ? [`, ${count(validation.length)} to validate on (${from})`] : []),
    ...(test ? [`, ${count(test.length)} to test on`] : []),
  ];
  const size = weights.reduce((sum, weight) => sum + weight.size, 0);
  return [
    `${preset}: ${count(training.length)} tokens of ${values.data}${others.join('')}`,
    `${count(vocabulary.size)} different tokens, ${count(size)} weights`,
    describeExtent(values, machine),
    '',
  ].join('\n');
}
