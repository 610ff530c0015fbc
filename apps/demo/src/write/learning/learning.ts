import { dispose, tidy } from '@tensorflow/tfjs-core';
import { createPause, createRandom, type Random, type TensorTree, type TrainObserver } from '@tidegate/core';
import { type LanguageBatch, languageBatches } from '@tidegate/datasets';
import type { LanguageModel } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { adam, clipByGlobalNorm, type Objective, train } from '@tidegate/training';
import { freeState } from '../writing/read-on.js';
import type { PreparedText } from './prepare-text.js';

/** Gradients longer than this are shortened to it. */
const longestGradient = 5;

export interface LearningOptions {
  readonly model: LanguageModel;
  readonly text: PreparedText;
  /** Characters through which gradients go back. */
  readonly length: number;
  readonly rate: number;
  readonly random: Random;
  readonly observer: TrainObserver;
}

/**
 * Learns to foretell the next character, pass after pass through the text, until the observer says stop.
 *
 * @throws NonFiniteLossError when the observer reads a loss that is no number
 */
export async function learn({ model, text, length, rate, random, observer }: LearningOptions): Promise<void> {
  await train<LanguageBatch>({
    model,
    batches: (epoch) => batchesOf(text, length, epoch, random.split('batches')),
    objective: objectiveOf(model),
    optimizer: adam(),
    learningRate: rate,
    clip: clipByGlobalNorm(longestGradient),
    random: random.split('training'),
    steps: Number.MAX_SAFE_INTEGER,
    observers: [observer],
  });
}

/** What the network remembers goes on from one batch to the next. */
function objectiveOf(model: LanguageModel): Objective<LanguageBatch> {
  return ({ ids, targets, continues }, { context, carried }) => {
    const { logits, state } = model.run({ ids, ...(continues && carried && { state: carried }) }, context);
    return { loss: softmaxCrossEntropy(logits, targets), carried: state };
  };
}

/** Every pass begins at another place, so that the text is not always cut alike. */
function batchesOf({ ids, batchSize }: PreparedText, time: number, epoch: number, random: Random): Iterable<LanguageBatch> {
  const spare = Math.min(time, ids.length - batchSize - 1);
  const begin = epoch === 1 || spare < 1 ? 0 : (random.split('begin', epoch).integers(1, spare)[0] as number);
  return languageBatches(ids.subarray(begin), { batchSize, time, order: 'contiguous' });
}

/** Characters that are measured at most, and how many of them a row has. */
const measured = 5_000;
const rowLength = 250;
/** Milliseconds between two turns of the event loop. */
const pauseInterval = 50;

/** Nats a character of a text that is not learned, which is read in rows side by side. */
export async function measureLoss(model: LanguageModel, ids: Int32Array): Promise<number> {
  const read = ids.subarray(0, measured);
  const batchSize = Math.max(1, Math.floor((read.length - 1) / rowLength));
  const context = { training: false, random: createRandom(0) };
  const pause = createPause(pauseInterval);
  let state: TensorTree | undefined;
  let sum = 0;
  let count = 0;
  try {
    for (const batch of languageBatches(read, { batchSize, time: 50, order: 'contiguous' })) {
      const made = model.run({ ids: batch.ids, ...(state && { state }) }, context);
      freeState(state);
      state = made.state;
      const total = tidy(() => softmaxCrossEntropy(made.logits, batch.targets, { reduction: 'sum' }));
      count += batch.targets.size;
      dispose([made.logits, batch.ids, batch.targets]);
      sum += (await total.data())[0] as number;
      total.dispose();
      await pause();
    }
  } finally {
    freeState(state);
  }
  return sum / count;
}
