import type { Random, TrainObserver } from '@tidegate/core';
import { type EncodedBatch, tokenBatches } from '@tidegate/datasets';
import type { TextClassifier } from '@tidegate/models';
import { softmaxCrossEntropy } from '@tidegate/ops';
import { adam, cosineDecay, keepBest, NonFiniteLossError, shuffle, train } from '@tidegate/training';
import type { LearnedText } from '../data/prepare.js';
import { ProblemError } from '../data/problem.js';
import { createLearningMeter, type LearningProgress } from './learning-meter.js';

export interface LearnOptions {
  readonly model: TextClassifier;
  readonly training: readonly LearnedText[];
  readonly epochs: number;
  readonly random: Random;
  /** Told after each step what the weights of now come from. */
  readonly onStep: (learned: Learned) => void;
  /** Told some times a second, and after the last step. */
  readonly onProgress: (progress: LearningProgress) => void;
  /** Measures the network after each epoch; the weights with the best value are those that it ends with. */
  readonly validate: (epoch: number) => Promise<number>;
  /** Holds the training between two steps. */
  readonly control: TrainObserver;
}

/** What weights come from. */
export interface Learned {
  readonly step: number;
  /** Times that the texts were gone through to their end by then. */
  readonly epochs: number;
}

const learningRate = 2e-3;
/** Batches among which texts of like length are sought. */
const bucketedBatches = 20;

/** Texts in a batch: 64, as the presets have it, but of few texts fewer, so that an epoch has enough steps to learn from. */
export function batchSizeFor(texts: number): number {
  return Math.max(8, Math.min(64, Math.ceil(texts / 16)));
}

/**
 * Trains a classifier as the presets of `tidegate train` do, and leaves it with the weights that were best.
 *
 * @throws ProblemError if the loss is infinite or not a number
 */
export async function learn({ model, training, epochs, random, onStep, onProgress, validate, control }: LearnOptions): Promise<Learned> {
  const batchSize = batchSizeFor(training.length);
  const totalSteps = epochs * Math.ceil(training.length / batchSize);
  const meter = createLearningMeter(totalSteps, onProgress);
  const best = keepBest(model, { mode: 'max' });
  let examples = 0;
  let reached = { step: 0, epoch: 1 };
  const follow: TrainObserver = {
    onStepEnd(event) {
      reached = { step: event.step, epoch: event.epoch };
      onStep({ step: event.step, epochs: event.epoch - 1 });
      return meter.onStepEnd(event, examples);
    },
  };
  const hold: TrainObserver = { onStepEnd: (event) => meter.aside(() => control.onStepEnd?.(event)) };
  try {
    const { epochs: finished } = await train({
      model,
      batches: (epoch) => batchesOf(training, batchSize, random.split('epoch', epoch)),
      objective(batch: EncodedBatch, { context }) {
        examples += batch.examples.length;
        return { loss: softmaxCrossEntropy(model.logits(batch, context), batch.targets) };
      },
      optimizer: adam(),
      learningRate: cosineDecay({ initial: learningRate, decaySteps: totalSteps }),
      epochs,
      random: random.split('training'),
      validation: { run: () => meter.aside(() => validate(reached.epoch)) },
      observers: [follow, best, hold],
    });
    if (!best.best) return { step: reached.step, epochs: finished };
    best.restore();
    return { step: best.best.step, epochs: best.best.epoch };
  } catch (error) {
    if (error instanceof NonFiniteLossError) throw new ProblemError({ kind: 'notFinite', step: error.step }, { cause: error });
    throw error;
  } finally {
    meter.dispose();
    best.dispose();
  }
}

/** The texts in random order, in batches of texts of like length. */
function batchesOf(texts: readonly LearnedText[], batchSize: number, random: Random): AsyncIterable<EncodedBatch> {
  return tokenBatches(shuffle(texts, random.split('order')), {
    batchSize,
    bucketing: { window: bucketedBatches * batchSize, random: random.split('buckets') },
  });
}
