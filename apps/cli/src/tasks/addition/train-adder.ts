import { type Random, type StepEnd, TidegateError, type TrainObserver } from '@tidegate/core';
import { type AdditionBatch, additionBatches, type BinaryAddition, sampledPairs } from '@tidegate/datasets';
import type { ModelToSave } from '@tidegate/model-directory';
import type { SequenceTagger } from '@tidegate/models';
import { type Loss, NonFiniteLossError, train } from '@tidegate/training';
import type { RunCheckpoints } from '../../checkpoints/run-checkpoints.js';
import type { SavingOnTheWay } from '../../model-directory/saving-on-the-way.js';
import { optimizers } from '../../settings/optimizers.js';
import { memoryOf, readMemory } from './addition-memory.js';
import { type PredictedSum, predictSums } from './predict-sums.js';
import type { AdditionSettings } from './settings.js';

/** How far training is. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** Of the batch of this step. */
  readonly loss: number;
  readonly stepsPerSecond: number;
}

/** A report every `logEvery` steps. */
export interface StepReport extends Progress {
  /** A new sum as the network does it now. */
  readonly sample: PredictedSum;
}

export interface TrainAdderOptions {
  readonly settings: AdditionSettings;
  readonly model: SequenceTagger;
  readonly loss: Loss<AdditionBatch>;
  readonly data: BinaryAddition;
  /** For dropout, and for the sums that reports show. */
  readonly random: Random;
  /** Asked after each step; true ends training. */
  readonly isStopped: () => boolean;
  /** Asked after each step: whether `onProgress` would show it. */
  readonly wantsProgress: () => boolean;
  readonly onProgress: (progress: Progress) => void;
  readonly onReport: (report: StepReport) => void;
  /** What else watches the training. */
  readonly observers?: readonly TrainObserver[];
  /** Where the network is kept while it learns, after reports. */
  readonly saving?: SavingOnTheWay<Progress> | undefined;
  /** Where training goes on from, and is written down. */
  readonly checkpoints: RunCheckpoints;
  /** The model as it is saved after a step. */
  readonly describe: (progress: Progress) => ModelToSave;
}

/**
 * Trains the adder as its settings say.
 *
 * @returns the last step's progress
 * @throws TidegateError if a loss that is reported is infinite or not a number
 */
export async function trainAdder(options: TrainAdderOptions): Promise<Progress> {
  const { settings, model, loss, data, random, isStopped, wantsProgress, onProgress, onReport, saving, checkpoints, describe } = options;
  const { bits, batchSize, steps, logEvery, learningRate } = settings;
  const { from } = checkpoints;
  const before = from && readMemory(from);
  const start = performance.now() - 1000 * (before?.seconds ?? 0);
  const secondsAt = (): number => (performance.now() - start) / 1000;
  let last: Progress = { step: from?.step ?? 0, steps, loss: Number.NaN, stepsPerSecond: 0, ...before?.last };

  const measure = async (event: StepEnd): Promise<Progress> => {
    last = { step: event.step, steps, loss: await event.loss(), stepsPerSecond: event.step / secondsAt() };
    return last;
  };
  const snapshots = checkpoints.snapshots({
    remember: () => ({ memory: memoryOf({ seconds: secondsAt(), last }) }),
    model: () => describe(last),
  });
  // Whether a checkpoint is due may hang on the time: it is asked once a step, so that the loss of that step is known.
  let dueStep: number | undefined;
  const sampleAt = async (step: number): Promise<PredictedSum> => {
    const examples = [...sampledPairs({ bits, random: random.split('sample', step), count: 1 })];
    return (await predictSums(model, examples, bits))[0] as PredictedSum;
  };

  await train({
    model,
    batches: additionBatches(data.examples('train'), { bits, batchSize }),
    loss,
    optimizer: optimizers[settings.optimizer](),
    learningRate,
    random: random.split('train'),
    steps,
    from,
    ...(snapshots && { snapshots: { ...snapshots, isDue: (step) => step === dueStep } }),
    observers: [
      {
        async onStepEnd(event) {
          const { step } = event;
          const stops = isStopped();
          const reports = step % logEvery === 0;
          if (snapshots?.isDue(step)) dueStep = step;
          if (!(reports || stops || step === steps || step === dueStep || wantsProgress())) return undefined;
          const progress = await measure(event);
          if (reports) {
            onReport({ ...progress, sample: await sampleAt(step) });
            await saving?.saveNowAndThen(progress);
          } else onProgress(progress);
          return stops ? 'stop' : undefined;
        },
      },
      ...(options.observers ?? []),
    ],
  }).catch((error: unknown) => {
    const failure = error instanceof NonFiniteLossError ? describeNonFinite(error) : error;
    throw saving ? saving.explain(failure) : failure;
  });
  return last;
}

function describeNonFinite(error: NonFiniteLossError): TidegateError {
  const remedy = 'lower --learning-rate, or choose another --optimizer';
  return new TidegateError(`the loss of step ${error.step} is ${error.loss}; ${remedy}`, { cause: error });
}
