import { ArgumentError, assertInteger, assertNumber, type Model, type Random, type TrainObserver } from '@tidegate/core';
import type { BatchSource } from '../batches/batch-source.js';
import type { Clip } from '../clipping/clip.js';
import type { DataParallel } from '../distributed/data-parallel.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { Penalty } from '../penalties/l2-penalty.js';
import { constant, type Schedule } from '../schedules/schedule.js';
import type { Snapshots, TrainingEnd, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import type { Loss, Objective } from './objective.js';
import type { Validation } from './validation.js';

export interface TrainOptions<Batch> {
  /** Its trainable parameters are changed. */
  readonly model: Model<NoInfer<Batch>>;
  /**
   * What to learn from. Training owns the batches that it takes: it disposes the tensors of each, in plain
   * objects and arrays at any depth, after its step. To go through
   * the same data again, make new batches, in an iterable that can be restarted or in a function of the epoch. In `parallel`, `undefined`
   * stands for a batch of which this process has no rows.
   */
  readonly batches: BatchSource<Batch | undefined>;
  /** What is learned from the model's logits. Give either this or `objective`. */
  readonly loss?: Loss<NoInfer<Batch>> | undefined;
  /** What is learned from a batch, if that is no function of the logits alone, or if batches continue one another. */
  readonly objective?: Objective<NoInfer<Batch>> | undefined;
  readonly optimizer: Optimizer;
  /** A number of at least 0, or a schedule. */
  readonly learningRate: number | Schedule;
  /** The model's random numbers, dropout for example, are drawn from it: others at every step, and for every batch of a step. */
  readonly random: Random;
  /**
   * Batches that make one step: the weights change by the mean of their gradients. For batches of one size and a loss that is a mean, that
   * is the step of one batch as large as all, but with the memory of one. What is left at the end of an epoch makes a step too. Default 1.
   */
  readonly accumulate?: number | undefined;
  /**
   * Updates after which training ends; without it only `epochs` bounds them. The epoch under way then ends early: it is not counted, and
   * `onEpochEnd` is not called for it, even if no batch was left.
   */
  readonly steps?: number | undefined;
  /** Times that the batches are gone through; default 1, or as often as `steps` needs. */
  readonly epochs?: number | undefined;
  /**
   * What the size of the weights adds to the loss, `l2Penalty` for example. Observers see the loss with it; `evaluate` reports that of
   * the data alone.
   */
  readonly penalty?: Penalty | undefined;
  /** Bounds the gradients, the penalty's included, before the optimizer sees them. */
  readonly clip?: Clip | undefined;
  /** Tells observers every so often how the model does on other data; also at the end of training, unless that was stopped or aborted. */
  readonly validation?: Validation | undefined;
  readonly observers?: readonly TrainObserver[] | undefined;
  /** Writes training down now and then, so that another one can go on `from` there. */
  readonly snapshots?: Snapshots | undefined;
  /**
   * Where to go on: a snapshot of a training with the same options, which gave the same batches. All that follows is then what would have
   * followed there, bit for bit; `steps` and `epochs` count from the beginning of the first training. What observers and schedules
   * remember is for them to take up: `state` of `earlyStopping` and `reduceOnPlateau`.
   */
  readonly from?: TrainingSnapshot | undefined;
  /**
   * Ends training after the step under way; batches that have not made a step yet are forgotten. In `parallel`, the signal of any process
   * ends it in all of them, after the step in which all know of it.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * This process as one of several that train the model together, each with its rows of every batch; all call `train` alike. By default
   * it trains alone.
   */
  readonly parallel?: DataParallel<NoInfer<Batch>> | undefined;
}

export interface TrainResult {
  /** Updates made. */
  readonly steps: number;
  /** Times that the batches were gone through to their end. */
  readonly epochs: number;
  readonly reason: TrainingEnd;
}

/** @throws ArgumentError if a number is out of range or the model has nothing to train */
export function assertTrainOptions<Batch>(options: TrainOptions<Batch>): void {
  const { model, steps, epochs, learningRate, accumulate, validation, from } = options;
  if (steps !== undefined) assertInteger('train', 'steps', steps, 1);
  if (epochs !== undefined) assertInteger('train', 'epochs', epochs, 1);
  if (accumulate !== undefined) assertInteger('train', 'accumulate', accumulate, 1);
  if (validation?.every !== undefined) assertInteger('train', 'validation.every', validation.every, 1);
  if (typeof learningRate === 'number') assertNumber('train', 'learningRate', learningRate, { least: 0 });
  if (from) assertPosition(from);
  if (!Object.values(model.parameters).some(({ trainable }) => trainable)) {
    throw new ArgumentError('train', 'model.parameters', Object.keys(model.parameters), 'at least one that is trainable');
  }
}

function assertPosition({ step, epoch, batches, validatedStep }: TrainingSnapshot): void {
  assertInteger('train', 'from.step', step, 0);
  assertInteger('train', 'from.epoch', epoch, 1);
  assertInteger('train', 'from.batches', batches, 0);
  assertInteger('train', 'from.validatedStep', validatedStep, 0, step);
}

/** The learning rate as a schedule, checked at each step. */
export function scheduleOf(learningRate: number | Schedule): Schedule {
  if (typeof learningRate === 'number') return constant(learningRate);
  return (completed) => {
    const rate = learningRate(completed);
    assertNumber('train', `learningRate after ${completed} steps`, rate, { least: 0 });
    return rate;
  };
}
