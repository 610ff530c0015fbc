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
import { type OptimizerName, optimizers } from '../settings/optimizers.js';
import { type LearningRateSettings, learningRateOf } from './learning-rate.js';

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

/** How far training is. */
export interface TrainingProgress {
  readonly step: number;
  readonly epoch: number;
  /** Of the last step's batch. */
  readonly loss: number;
  /** Mean over the steps since the last validation or epoch. */
  readonly meanLoss: number;
  /** Seconds since training began, without those in which it was measured. */
  readonly seconds: number;
  readonly examples: number;
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
  readonly onStep: (progress: TrainingProgress) => void;
  /** An epoch is over, or the model was validated. */
  readonly onMeasured: (progress: TrainingProgress, scores: Scores | undefined) => void;
}

export interface Trained<Scores> {
  readonly last: TrainingProgress;
  readonly epochs: number;
  /** Of the weights that the model now has, if they were validated. */
  readonly scores: Scores | undefined;
  /** The step that the weights are of. */
  readonly step: number;
}

/**
 * Trains a network, and leaves it with the weights that were best on the validation data, or the last ones without such data.
 *
 * @throws TidegateError if a loss is infinite or not a number
 * @throws UsageError if a setting needs validation data, and there are none
 */
export async function trainNetwork<Batch, Scores>(options: NetworkTraining<Batch, Scores>): Promise<Trained<Scores>> {
  const { model, settings, batches, goal, totalSteps, validation, random, isStopped, onStep, onMeasured, examplesSeen } = options;
  const { epochs, steps, clip, penalty = 0, accumulate, averageDecay, patience } = settings;
  if (!validation) assertNotValidated(settings);
  const average = averageDecay === undefined ? undefined : averageWeights(model, { decay: averageDecay });
  const best = validation && keepBest(model, { mode: validation.mode, ...(average && { average }) });
  const learningRate = learningRateOf(settings, totalSteps, validation?.mode);
  const clock = createClock();
  const losses = { sum: 0, count: 0 };
  const scoresAt = new Map<number, Scores>();
  let last: TrainingProgress = { step: 0, epoch: 1, loss: Number.NaN, meanLoss: Number.NaN, seconds: 0, examples: 0 };

  const follow: TrainObserver = {
    async onStepEnd(event: StepEnd) {
      const loss = await event.loss();
      losses.sum += loss;
      losses.count++;
      const { step, epoch } = event;
      last = { step, epoch, loss, meanLoss: losses.sum / losses.count, seconds: clock.seconds(), examples: examplesSeen() };
      onStep(last);
      return isStopped() ? 'stop' : undefined;
    },
    onValidationEnd({ step }) {
      measured(scoresAt.get(step));
    },
    onEpochEnd() {
      if (!validation) measured(undefined);
    },
  };
  const measured = (scores: Scores | undefined): void => {
    onMeasured(last, scores);
    Object.assign(losses, { sum: 0, count: 0 });
  };
  const measure = async (): Promise<number> => {
    const run = async () => (validation as NonNullable<typeof validation>).run();
    const { scores, value } = await clock.without(() => (average ? average.during(run) : run()));
    scoresAt.set(last.step, scores);
    return value;
  };
  const observers: TrainObserver[] = [
    ...(average ? [average] : []),
    follow,
    ...(best ? [best] : []),
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
    if (best?.best) best.restore();
    else average?.apply();
    const step = best?.best?.step ?? last.step;
    return { last, epochs: result.epochs, scores: scoresAt.get(step), step };
  } catch (error) {
    if (!(error instanceof NonFiniteLossError)) throw error;
    const remedy = 'lower --learning-rate, bound the gradients with --clip, or choose another --optimizer';
    throw new TidegateError(`the loss of step ${error.step} is ${error.loss}; ${remedy}`, { cause: error });
  } finally {
    best?.dispose();
    average?.dispose();
  }
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

/** Time that passes, but for what is left out. */
function createClock(): { seconds(): number; without<Result>(run: () => Promise<Result>): Promise<Result> } {
  const start = performance.now();
  let left = 0;
  return {
    seconds: () => (performance.now() - start - left) / 1000,
    async without(run) {
      const begin = performance.now();
      try {
        return await run();
      } finally {
        left += performance.now() - begin;
      }
    },
  };
}
