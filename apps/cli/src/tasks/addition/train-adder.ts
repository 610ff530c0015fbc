import type { Random, TrainObserver } from '@tidegate/core';
import { type AdditionBatch, additionBatches, type BinaryAddition, sampledPairs } from '@tidegate/datasets';
import type { ModelToSave } from '@tidegate/model-directory';
import type { SequenceTagger } from '@tidegate/models';
import { type BatchPart, collectLosses, type Loss, NonFiniteLossError, type ProcessGroup, train } from '@tidegate/training';
import type { RunCheckpoints } from '../../checkpoints/run-checkpoints.js';
import { shardOf } from '../../distributed/shard-of.js';
import type { SavingOnTheWay } from '../../model-directory/saving-on-the-way.js';
import { optimizers } from '../../settings/optimizers.js';
import { describeNonFinite } from '../../text/describe-non-finite.js';
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
  /** The processes that train it together. */
  readonly group: ProcessGroup;
  readonly model: SequenceTagger;
  readonly loss: Loss<AdditionBatch>;
  readonly data: BinaryAddition;
  /** For dropout, and for the sums that reports show. */
  readonly random: Random;
  /** Asked after each step; true ends training, with several processes after the next step. */
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

const remedies = 'lower --learning-rate, or choose another --optimizer';

/**
 * Trains the adder as its settings say.
 *
 * @returns the last step's progress
 * @throws TidegateError if a loss is infinite or not a number
 */
export async function trainAdder(options: TrainAdderOptions): Promise<Progress> {
  const { settings, group, model, loss, data, random, isStopped, wantsProgress, onProgress, onReport, saving, checkpoints, describe } =
    options;
  const { bits, batchSize, steps, logEvery, learningRate } = settings;
  const { from } = checkpoints;
  const before = from && readMemory(from);
  const start = performance.now() - 1000 * (before?.seconds ?? 0);
  const secondsAt = (): number => (performance.now() - start) / 1000;
  let last: Progress = { step: from?.step ?? 0, steps, loss: Number.NaN, stepsPerSecond: 0, ...before?.last };

  const losses = collectLosses();
  let reached = last.step;
  /** Reads the losses since it was last called. */
  const measure = async (): Promise<Progress> => {
    const loss = (await losses.read()).at(-1);
    if (loss !== undefined) last = { step: reached, steps, loss, stepsPerSecond: reached / secondsAt() };
    return last;
  };
  const snapshots = checkpoints.snapshots({
    async remember() {
      await measure();
      return { memory: memoryOf({ seconds: secondsAt(), last }) };
    },
    model: () => describe(last),
  });
  /** By this one process of several ends the training of all. */
  const stop = new AbortController();
  const isAlone = group.size === 1;
  const sampleAt = async (step: number): Promise<PredictedSum> => {
    const examples = [...sampledPairs({ bits, random: random.split('sample', step), count: 1 })];
    return (await predictSums(model, examples, bits))[0] as PredictedSum;
  };

  return train<AdditionBatch>({
    model,
    batches: additionBatches(data.examples('train'), { bits, batchSize, shard: shardOf(group) }),
    loss,
    optimizer: optimizers[settings.optimizer](),
    learningRate,
    random: random.split('train'),
    steps,
    from,
    ...(!isAlone && { parallel: { group, partOf }, signal: stop.signal }),
    ...(snapshots && { snapshots }),
    observers: [
      {
        async onStepEnd(event) {
          const { step } = event;
          losses.onStepEnd(event);
          reached = step;
          const stops = isStopped();
          if (stops) stop.abort();
          const reports = step % logEvery === 0;
          if (!(reports || stops || step === steps || wantsProgress())) return undefined;
          const progress = await measure();
          if (reports) {
            onReport({ ...progress, sample: await sampleAt(step) });
            await saving?.saveNowAndThen(progress);
          } else onProgress(progress);
          return stops && isAlone ? 'stop' : undefined;
        },
      },
      ...(options.observers ?? []),
    ],
  })
    .then(measure)
    .catch((error: unknown) => {
      const failure = error instanceof NonFiniteLossError ? describeNonFinite(error, remedies) : error;
      throw saving ? saving.explain(failure) : failure;
    })
    .finally(losses.dispose);
}

/** What this process has of a batch: the loss is the mean over its sums. */
function partOf({ examples, firstRow }: AdditionBatch): BatchPart {
  return { weight: examples.length, firstRow };
}
