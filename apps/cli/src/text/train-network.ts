import { type Model, type Random, type StepEnd, TidegateError, type TrainObserver } from '@tidegate/core';
import {
  adam,
  averageWeights,
  type BatchSource,
  clipByGlobalNorm,
  earlyStopping,
  keepBest,
  type Loss,
  l2Penalty,
  NonFiniteLossError,
  type Objective,
  type Optimizer,
  train,
} from '@tidegate/training';
import { UsageError } from '../errors/usage-error.js';
import type { SavingOnTheWay } from '../model-directory/saving-on-the-way.js';
import { type OptimizerName, optimizers } from '../settings/optimizers.js';
import { type LearningRateSettings, learningRateOf } from './learning-rate.js';
import { createProgressMeter, type TrainingProgress } from './progress-meter.js';

/** The settings that decide how a network on text is trained. */
export interface TrainingSettings extends LearningRateSettings {
  readonly epochs?: number;
  readonly steps?: number;
  readonly optimizer?: OptimizerName;
  readonly clip?: number;
  readonly penalty?: number;
  readonly accumulate?: number;
  readonly averageDecay?: number;
  readonly touchedRowsOnly?: boolean;
  readonly patience?: number;
}

/** What was measured, and which of its figures chooses the best weights. */
export interface Measured<Scores> {
  readonly scores: Scores;
  readonly value: number;
}

export interface NetworkTraining<Batch, Scores> {
  readonly model: Model<NoInfer<Batch>>;
  readonly settings: TrainingSettings;
  readonly batches: BatchSource<Batch>;
  readonly goal: { readonly loss: Loss<NoInfer<Batch>> } | { readonly objective: Objective<NoInfer<Batch>> };
  /** Weights of which a step may touch few rows; only the vectors of the tokens by default. */
  readonly tables?: (name: string) => boolean;
  /** Updates, as far as they are known beforehand. */
  readonly totalSteps: number;
  /** How many examples or tokens the batches so far had. */
  readonly examplesSeen: () => number;
  readonly validation?: {
    /** Steps from one to the next; by default after each epoch. */
    readonly every?: number;
    /** Whether a low value is good, or a high one. */
    readonly mode: 'min' | 'max';
    run(): Promise<Measured<Scores>>;
  };
  readonly random: Random;
  /** Asked after each step; true ends training. */
  readonly isStopped: () => boolean;
  /** Asked after each step: whether `onStep` would show it. */
  readonly wantsStep: (step: number) => boolean;
  readonly onStep: (progress: TrainingProgress) => void;
  /** An epoch is over, or the model was validated. */
  readonly onMeasured: (progress: TrainingProgress, scores: Scores | undefined) => void;
  /** Where the model is kept while it learns. */
  readonly saving?: SavingOnTheWay<Reached<Scores>> | undefined;
  /** Steps from one occasion for that to the next, where nothing is validated; the end of an epoch is another. */
  readonly saveEvery?: number | undefined;
}

/** Where weights come from. */
export interface Reached<Scores> {
  readonly step: number;
  /** Times that the data were gone through to their end by then. */
  readonly epochs: number;
  /** Of these weights, if they were validated. */
  readonly scores: Scores | undefined;
}

/** What a training came to, and where the weights come from that the model now has. */
export interface Trained<Scores> extends Reached<Scores> {
  readonly last: TrainingProgress;
}

/**
 * Trains a network, and leaves it with the weights that were best on the validation data, or the last ones without such data.
 *
 * @throws TidegateError if a loss is infinite or not a number
 * @throws UsageError if a setting needs validation data, and there are none
 */
export async function trainNetwork<Batch, Scores>(options: NetworkTraining<Batch, Scores>): Promise<Trained<Scores>> {
  const { model, settings, batches, goal, totalSteps, validation, random, isStopped, wantsStep, onStep, onMeasured, saving } = options;
  const { epochs, steps, clip, penalty = 0, accumulate, averageDecay, patience } = settings;
  if (!validation) assertNotValidated(settings);
  const average = averageDecay === undefined ? undefined : averageWeights(model, { decay: averageDecay });
  const best = validation && keepBest(model, { mode: validation.mode, ...(average && { average }) });
  const learningRate = learningRateOf(settings, totalSteps, validation?.mode);
  const meter = createProgressMeter(options.examplesSeen);
  const scoresAt = new Map<number, Scores>();
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
      if (stops || wantsStep(step)) onStep(await meter.read());
      else if (meter.isStale()) await meter.read();
      if (!validation && step % (options.saveEvery ?? Number.POSITIVE_INFINITY) === 0) await saveNowAndThen(step, epoch - 1);
      return stops ? 'stop' : undefined;
    },
    onValidationEnd: ({ step }) => tellMeasured(scoresAt.get(step)),
    async onEpochEnd({ step, epoch }) {
      if (validation) return;
      await tellMeasured(undefined);
      await saveNowAndThen(step, epoch);
    },
  };
  const saveBest: TrainObserver = {
    async onValidationEnd({ step, epoch }) {
      if (!saving || best?.best?.step !== step) return;
      const finishedEpochs = validation?.every === undefined ? epoch : epoch - 1;
      await meter.aside(() => withWeights(() => saving.save({ step, epochs: finishedEpochs, scores: scoresAt.get(step) })));
    },
  };
  const measure = async (): Promise<number> => {
    const { step } = await meter.read();
    const run = async () => (validation as NonNullable<typeof validation>).run();
    const { scores, value } = await meter.aside(() => withWeights(run));
    scoresAt.set(step, scores);
    return value;
  };
  const observers: TrainObserver[] = [
    ...(average ? [average] : []),
    follow,
    ...(best ? [best, saveBest] : []),
    ...(validation && patience !== undefined ? [earlyStopping({ patience, mode: validation.mode })] : []),
    ...(typeof learningRate !== 'number' && 'onValidationEnd' in learningRate ? [learningRate as TrainObserver] : []),
  ];
  try {
    const result = await train<Batch>({
      model,
      batches,
      ...(goal as { readonly loss: Loss<NoInfer<Batch>> }),
      optimizer: optimizerOf(settings, options.tables ?? isVectors),
      learningRate,
      random,
      ...(steps !== undefined && { steps }),
      ...(epochs !== undefined && { epochs }),
      ...(accumulate !== undefined && { accumulate }),
      ...(penalty > 0 && { penalty: l2Penalty({ coefficient: penalty }) }),
      ...(clip !== undefined && { clip: clipByGlobalNorm(clip) }),
      ...(validation && { validation: { run: measure, ...(validation.every !== undefined && { every: validation.every }) } }),
      observers,
    });
    const last = await meter.read();
    if (best?.best) best.restore();
    else average?.apply();
    const step = best?.best?.step ?? last.step;
    return { last, epochs: result.epochs, scores: scoresAt.get(step), step };
  } catch (error) {
    const failure = error instanceof NonFiniteLossError ? describeNonFinite(error) : error;
    throw saving ? saving.explain(failure) : failure;
  } finally {
    meter.dispose();
    best?.dispose();
    average?.dispose();
  }
}

function describeNonFinite(error: NonFiniteLossError): TidegateError {
  const remedy = 'lower --learning-rate, bound the gradients with --clip, or choose another --optimizer';
  return new TidegateError(`the loss of step ${error.step} is ${error.loss}; ${remedy}`, { cause: error });
}

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
