import { dispose } from '@tensorflow/tfjs-core';
import { ArgumentError, type Model, runningBackend } from '@tidegate/core';
import { assertLive } from '../batches/assert-live.js';
import { batchesOf } from '../batches/batch-source.js';
import { batchTensors } from '../batches/batch-tensors.js';
import type { Occasion } from '../distributed/meeting.js';
import { createReplica, type Wishes } from '../distributed/replica.js';
import type { StoredTensors, TrainingEnd, TrainingSnapshot } from '../snapshots/training-snapshot.js';
import { assertFiniteWeights } from '../weights/assert-finite-weights.js';
import { notify } from './notify.js';
import { objectiveOf } from './objective.js';
import { createPace } from './pace.js';
import { openStepEnd } from './step-end-event.js';
import { assertTrainOptions, scheduleOf, type TrainOptions, type TrainResult } from './train-options.js';
import { createUpdater } from './updater.js';
import { createValidator } from './validation.js';

/** Milliseconds between two turns of the event loop, short enough for a smooth progress line and a prompt abort. */
const pauseInterval = 50;

/** Batches that processes in parallel skip from one look at their signals to the next. */
const skipsBetweenMeetings = 100;

/**
 * Trains a model: takes batch after batch, and changes the weights by the gradient of each one's loss, or of several at a time.
 *
 * The same seed, batches and backend give the same weights, bit for bit. Whatever throws, in the loss, an observer, the batches or on the
 * device, is passed on, and leaves no tensor behind but the weights.
 *
 * @returns when all steps or epochs are done, the signal is aborted, or an observer says stop
 * @throws ArgumentError if an option is out of range, there is no loss and no objective or both, there are no batches, a batch was disposed
 *   before, or the loss is no scalar or does not depend on a trainable parameter
 * @throws NonFiniteLossError when an observer reads a loss that is infinite or not a number, and in parallel at every such step
 * @throws NonFiniteGradientError in parallel, if a gradient is not a number
 * @throws TidegateError if a snapshot is due of weights that are infinite or not numbers, or if processes in parallel go apart
 */
export async function train<Batch>(options: TrainOptions<Batch>): Promise<TrainResult> {
  assertTrainOptions(options);
  const { model, optimizer, penalty, clip, batches, random, steps, accumulate = 1, observers = [], signal } = options;
  const { epochs = steps === undefined ? 1 : Number.POSITIVE_INFINITY } = options;
  const schedule = scheduleOf(options.learningRate);
  const watchesSteps = observers.some(({ onStepEnd }) => onStepEnd !== undefined);
  const pace = createPace(pauseInterval);
  const { from, snapshots } = options;
  const objective = objectiveOf('train', options);
  const replica = options.parallel && createReplica({ parallel: options.parallel, model, accumulate });
  const isSignalled = (): boolean => signal?.aborted === true;
  const same = { from, random, steps, epochs: options.epochs, validation: options.validation };
  /** What processes in parallel have agreed on; one alone has its signal. */
  let stops = replica !== undefined && (await replica.start({ ...same, stop: isSignalled() }));
  const updater = createUpdater({ model, objective, optimizer, penalty, clip, carriesRows: replica !== undefined });
  let step = from?.step ?? 0;
  let epoch = from?.epoch ?? 1;
  /** Batches of this epoch that were taken, and where the last step stood. */
  let taken = 0;
  let reached: Pick<TrainingSnapshot, 'epoch' | 'batches'> = { epoch, batches: from?.batches ?? 0 };
  const meet = async (occasion: Occasion): Promise<void> => void (await replica?.meet(occasion, { step, ...reached }));
  const validator = options.validation && createValidator(options.validation, observers, from?.validatedStep, () => meet('validation'));

  const isAborted = (): boolean => (replica ? stops : isSignalled());
  /** Waits for the other processes, if there are any. */
  const learn = (batch: Batch | undefined): Promise<boolean> | undefined => {
    const numbers = random.split('step', step + 1);
    const context = { training: true, random: accumulate === 1 ? numbers : numbers.split('batch', updater.count) };
    if (replica) return replica.learn(updater, batch, context, { step: step + 1, epoch, batches: taken, stop: isSignalled() });
    updater.learn(batch, context);
    return undefined;
  };
  /** Hears now and then whether another process is to stop, since there may be many batches to skip. */
  const skip = (): Promise<boolean> | undefined =>
    taken % skipsBetweenMeetings === 0 ? replica?.meet('skip', { step, epoch, batches: taken, stop: isSignalled() }) : undefined;
  const wishes = (): Wishes => ({ stop: isSignalled(), snapshot: snapshots?.isDue(step) === true });
  const save = async (reason?: TrainingEnd): Promise<void> => {
    if (!snapshots && !replica) return;
    const own = await updater.storeCarried();
    const carried = replica ? await replica.gather(own, step) : own;
    if (!snapshots) return;
    const stored = await updater.store();
    if (!replica) assertFiniteWeights(step, trained(model, stored.parameters));
    const validatedStep = validator?.measuredStep ?? 0;
    await snapshots.save({ step, ...reached, validatedStep, ...stored, ...(carried && { carried }) }, reason);
  };
  /** One step with what was learned, and why training ends with it, if it does. */
  const update = async (): Promise<TrainResult | undefined> => {
    const learningRate = schedule(step);
    step++;
    reached = { epoch, batches: taken };
    const agreed = replica && (await replica.average(updater, wishes(), { step, ...reached }));
    const { event, close } = openStepEnd({ step, epoch, learningRate }, updater.update({ learningRate, step, learned: agreed?.learned }));
    try {
      if (watchesSteps && (await notify(observers, 'onStepEnd', event))) return ended('observer');
    } finally {
      close();
    }
    if (await validator?.afterStep(step, epoch)) return ended('observer');
    if (step === steps) return complete();
    if (agreed ? agreed.snapshot : snapshots?.isDue(step)) {
      await meet('snapshot');
      await save();
    }
    return agreed?.stop ? ended('aborted') : undefined;
  };
  const ended = async (reason: TrainResult['reason'], finishedEpochs = epoch - 1): Promise<TrainResult> => {
    await runningBackend().settle?.();
    await meet('end');
    await save(reason);
    return { steps: step, epochs: finishedEpochs, reason };
  };
  const complete = async (finishedEpochs = epoch - 1): Promise<TrainResult> => {
    await validator?.atEnd(step, Math.min(epoch, epochs));
    return ended('completed', finishedEpochs);
  };

  try {
    if (from) {
      updater.restore(replica ? replica.shareOf(from) : from);
      // It may have been stopped between a step and what follows it.
      if (step > 0 && (await validator?.afterStep(step, epoch))) return await ended('observer');
      if (steps !== undefined && step >= steps) return await complete();
    }
    for (; epoch <= epochs; epoch++) {
      if (isAborted()) return await ended('aborted');
      /** Batches of this epoch that an earlier training has learned from. */
      const done = epoch === from?.epoch ? from.batches : 0;
      taken = 0;
      for await (const batch of batchesOf(batches, epoch)) {
        const tensors = batchTensors(batch);
        try {
          if (isAborted()) return await ended('aborted');
          assertLive('train', tensors, 'make batches in a function (epoch) => batches');
          if (batch === undefined && !replica) throw withoutRows();
          taken++;
          const meeting = taken > done ? learn(batch) : skip();
          if (meeting !== undefined) stops = await meeting;
        } finally {
          dispose(tensors);
        }
        const end = updater.count === accumulate ? await update() : undefined;
        if (end) return end;
        await pace();
        if (isAborted()) return await ended('aborted');
      }
      if (replica) await replica.meet('epoch', { step, epoch, batches: taken });
      const end = updater.count > 0 ? await update() : undefined;
      if (end) return end;
      if (taken < done) throw new ArgumentError('train', 'from.batches', done, `at most the ${taken} of epoch ${epoch}`);
      if (taken === 0) throw noBatches(epoch);
      updater.endEpoch();
      reached = { epoch: epoch + 1, batches: 0 };
      const stopsHere = await validator?.afterEpoch(step, epoch);
      if ((await notify(observers, 'onEpochEnd', { epoch, step })) || stopsHere) return await ended('observer', epoch);
    }
    return await complete(epochs);
  } finally {
    updater.dispose();
  }
}

function trained({ parameters }: Pick<Model<never>, 'parameters'>, stored: StoredTensors): Float32Array[] {
  const names = Object.keys(parameters).filter((name) => parameters[name]?.trainable);
  return names.flatMap((name) => (stored[name]?.data instanceof Float32Array ? [stored[name].data] : []));
}

function noBatches(epoch: number): ArgumentError {
  const rule =
    epoch === 1
      ? 'at least one batch'
      : 'at least one batch in every epoch; an iterator serves one epoch only, so give a function (epoch) => batches, or ask for fewer steps';
  return new ArgumentError('train', 'batches', `without a batch in epoch ${epoch}`, rule);
}

function withoutRows(): ArgumentError {
  return new ArgumentError(
    'train',
    'batches',
    'undefined',
    'batches; only where train is given parallel may a process have no rows of one',
  );
}
