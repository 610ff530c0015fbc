import type { StepEnd, TrainObserver } from '@tidegate/core';
import {
  adam,
  averageWeights,
  clipByGlobalNorm,
  earlyStopping,
  keepBest,
  type Loss,
  l2Penalty,
  NonFiniteLossError,
  type Optimizer,
  type PlateauSchedule,
  train,
} from '@tidegate/training';
import { UsageError } from '../errors/usage-error.js';
import { optimizers } from '../settings/optimizers.js';
import { describeNonFinite } from './describe-non-finite.js';
import { keepScores } from './kept-scores.js';
import { learningRateOf } from './learning-rate.js';
import type { NetworkTraining, Reached, Trained, TrainingSettings } from './network-training.js';
import { createProgressMeter } from './progress-meter.js';
import { recall, remember } from './training-memory.js';

/**
 * Trains a network, and leaves it with the weights that were best on the validation data, or the last ones without such data.
 *
 * @throws TidegateError if a loss is infinite or not a number
 * @throws UsageError if a setting needs validation data, and there are none
 */
export async function trainNetwork<Batch, Scores>(options: NetworkTraining<Batch, Scores>): Promise<Trained<Scores>> {
  const {
    model,
    settings,
    batches,
    group,
    partOf,
    goal,
    totalSteps,
    validation,
    random,
    isStopped,
    wantsStep,
    onStep,
    onMeasured,
    saving,
  } = options;
  const { epochs, steps, clip, penalty = 0, accumulate, averageDecay, patience } = settings;
  const { from } = options.checkpoints;
  if (!validation) assertNotValidated(settings);
  const before = from && recall(from);
  const average = averageDecay === undefined ? undefined : averageWeights(model, { decay: averageDecay, state: before?.average });
  const best = validation && keepBest(model, { mode: validation.mode, ...(average && { average }), state: before?.best });
  const stopping =
    validation && patience !== undefined ? earlyStopping({ patience, mode: validation.mode, state: before?.stopping }) : undefined;
  // A run that patience has ended goes on if it is given more.
  const hasEnded = patience !== undefined && before?.stopping !== undefined && before.stopping.waited >= patience;
  const lastStep = hasEnded ? from?.step : steps;
  if (hasEnded) options.warn(`patience has ended the run at step ${from?.step}; give more of it than --patience ${patience} to go on`);
  const learningRate = learningRateOf(settings, totalSteps, validation?.mode, before?.plateau);
  const plateau = typeof learningRate !== 'number' && 'state' in learningRate ? (learningRate as PlateauSchedule) : undefined;
  const meter = createProgressMeter(options.examplesSeen, before?.meter);
  const kept = keepScores<Scores>(() => best?.best?.step);
  if (before?.best) kept.add(before.best.best.step, before.bestScores as Scores);
  const tables = options.tables ?? isVectors;
  /** By this one process of several ends the training of all. */
  const stop = new AbortController();
  const isAlone = group.size === 1;
  /** Lets the model have what is best of its weights for a while. */
  const withWeights = <Result>(run: () => Promise<Result>): Promise<Result> => (average ? average.during(run) : run());
  const tellMeasured = async (scores: Scores | undefined): Promise<void> => {
    onMeasured(await meter.read(), scores);
    meter.beginMean();
  };
  const saveNowAndThen = async (step: number, finishedEpochs: number): Promise<void> => {
    if (!saving) return;
    await meter.aside(() => withWeights(() => saving.saveNowAndThen({ step, epochs: finishedEpochs, scores: undefined })));
  };

  const follow: TrainObserver = {
    async onStepEnd(event: StepEnd) {
      const { step, epoch } = event;
      meter.onStepEnd(event);
      const stops = isStopped();
      if (stops) stop.abort();
      if (stops || wantsStep(step)) onStep(await meter.read(), event.learningRate);
      else if (meter.isStale()) await meter.read();
      if (!validation && step % (options.saveEvery ?? Number.POSITIVE_INFINITY) === 0) await saveNowAndThen(step, epoch - 1);
      return stops && isAlone ? 'stop' : undefined;
    },
    onValidationEnd: ({ step }) => tellMeasured(kept.at(step)),
    async onEpochEnd({ step, epoch }) {
      if (validation) return;
      await tellMeasured(undefined);
      await saveNowAndThen(step, epoch);
    },
  };
  const saveBest: TrainObserver = {
    async onValidationEnd({ step, epoch }) {
      if (!saving || best?.best?.step !== step) return;
      await meter.aside(() => withWeights(() => saving.save({ step, epochs: finishedEpochs({ epoch }), scores: kept.at(step) })));
    },
  };
  /** Times that the data were gone through to their end when something was validated. */
  const finishedEpochs = ({ epoch }: { readonly epoch: number }): number => (validation?.every === undefined ? epoch : epoch - 1);
  const measure = async (): Promise<number> => {
    const { step } = await meter.read();
    const run = async () => (validation as NonNullable<typeof validation>).run();
    const { scores, value } = await meter.aside(() => withWeights(run));
    kept.add(step, scores);
    return value;
  };
  const observers: TrainObserver[] = [
    ...(average ? [average] : []),
    follow,
    ...(best ? [best, saveBest] : []),
    ...(stopping ? [stopping] : []),
    ...(plateau ? [plateau] : []),
    ...(options.observers ?? []),
  ];
  const bestScores = (): Scores | undefined => (best?.best ? kept.at(best.best.step) : undefined);
  const reached = (): Reached<Scores> => {
    const { step, epoch } = meter.state().last;
    if (!best?.best) return { step, epochs: epoch - 1, scores: undefined };
    return { step: best.best.step, epochs: finishedEpochs(best.best), scores: bestScores() };
  };
  const snapshots = options.checkpoints.snapshots({
    remember: async () => {
      await meter.read();
      return remember({ meter, best, average, stopping, plateau }, bestScores());
    },
    model: () => options.describe(reached()),
    withWeights: (run) => (best?.best ? best.during(run) : withWeights(run)),
  });
  try {
    const result = await train<Batch>({
      model,
      batches,
      ...(goal as { readonly loss: Loss<NoInfer<Batch>> }),
      optimizer: optimizerOf(settings, tables),
      learningRate,
      random,
      ...(lastStep !== undefined && { steps: lastStep }),
      ...(epochs !== undefined && { epochs }),
      ...(accumulate !== undefined && { accumulate }),
      ...(penalty > 0 && { penalty: l2Penalty({ coefficient: penalty }) }),
      ...(clip !== undefined && { clip: clipByGlobalNorm(clip) }),
      ...(validation && { validation: { run: measure, ...(validation.every !== undefined && { every: validation.every }) } }),
      observers,
      from,
      ...(!isAlone && { parallel: { group, partOf, tables }, signal: stop.signal }),
      ...(snapshots && {
        snapshots: { isDue: snapshots.isDue, save: (...position) => meter.aside(async () => snapshots.save(...position)) },
      }),
    });
    const last = await meter.read();
    if (best?.best) best.restore();
    else average?.apply();
    const step = best?.best?.step ?? last.step;
    return { last, epochs: result.epochs, scores: kept.at(step), step, isInterrupted: isAlone ? isStopped() : result.reason === 'aborted' };
  } catch (error) {
    const failure = error instanceof NonFiniteLossError ? describeNonFinite(error, remedies) : error;
    throw saving ? saving.explain(failure) : failure;
  } finally {
    meter.dispose();
    best?.dispose();
    average?.dispose();
  }
}

const remedies = 'lower --learning-rate, bound the gradients with --clip, or choose another --optimizer';

function assertNotValidated({ patience, schedule }: TrainingSettings): void {
  const rule = 'left away where there is nothing to validate on';
  if (patience !== undefined) throw new UsageError('--patience', rule, String(patience));
  if (schedule === 'plateau')
    throw new UsageError('--schedule', 'one that needs no validation where there is nothing to validate on', schedule);
}

function optimizerOf({ optimizer = 'adam', touchedRowsOnly = false }: TrainingSettings, tables: (name: string) => boolean): Optimizer {
  if (optimizer === 'adam' && touchedRowsOnly) return adam({ touchedRowsOnly: tables });
  return optimizers[optimizer]() as Optimizer;
}

function isVectors(name: string): boolean {
  return name === 'embedding/table';
}
