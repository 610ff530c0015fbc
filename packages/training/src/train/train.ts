import { dispose } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { assertLive } from '../batches/assert-live.js';
import { batchesOf } from '../batches/batch-source.js';
import { batchTensors } from '../batches/batch-tensors.js';
import { createPause } from './event-loop.js';
import { notify } from './notify.js';
import { openStepEnd } from './step-end-event.js';
import { assertTrainOptions, scheduleOf, type TrainOptions, type TrainResult } from './train-options.js';
import { createUpdater } from './updater.js';

/** Milliseconds between two turns of the event loop, short enough for a smooth progress line and a prompt abort. */
const pauseInterval = 50;

/**
 * Trains a model: takes batch after batch, and changes the weights by the gradient of each one's loss.
 *
 * The same seed, batches and backend give the same weights, bit for bit. Whatever throws, in the loss, an observer or the batches, is
 * passed on, and leaves no tensor behind but the weights.
 *
 * @returns when all steps or epochs are done, the signal is aborted, or an observer says stop
 * @throws ArgumentError if an option is out of range, there are no batches, a batch was disposed before, or the loss is no scalar or
 *   does not depend on a trainable parameter
 * @throws NonFiniteLossError when an observer reads a loss that is infinite or not a number
 */
export async function train<Batch>(options: TrainOptions<Batch>): Promise<TrainResult> {
  assertTrainOptions(options);
  const { batches, random, steps, epochs = steps === undefined ? 1 : Number.POSITIVE_INFINITY, observers = [], signal } = options;
  const schedule = scheduleOf(options.learningRate);
  const watchesSteps = observers.some(({ onStepEnd }) => onStepEnd !== undefined);
  const pause = createPause(pauseInterval);
  const updater = createUpdater(options);
  let step = 0;
  let epoch = 1;

  /** One step, and whether an observer wants to stop after it. */
  const learn = async (batch: Batch): Promise<boolean> => {
    const learningRate = schedule(step);
    step++;
    const context = { training: true, random: random.split('step', step) };
    const outcome = updater.update(batch, { context, learningRate, step });
    const { event, close } = openStepEnd({ step, epoch, learningRate }, outcome);
    try {
      return watchesSteps && (await notify(observers, 'onStepEnd', event));
    } finally {
      close();
    }
  };
  const ended = (reason: TrainResult['reason'], finishedEpochs = epoch - 1): TrainResult => ({
    steps: step,
    epochs: finishedEpochs,
    reason,
  });

  try {
    for (; epoch <= epochs; epoch++) {
      if (signal?.aborted) return ended('aborted');
      const stepsBefore = step;
      for await (const batch of batchesOf(batches, epoch)) {
        const tensors = batchTensors(batch);
        try {
          if (signal?.aborted) return ended('aborted');
          assertLive('train', tensors, 'make batches in a function (epoch) => batches');
          if (await learn(batch)) return ended('observer');
        } finally {
          dispose(tensors);
        }
        if (step === steps) return ended('completed');
        await pause();
        if (signal?.aborted) return ended('aborted');
      }
      if (step === stepsBefore) throw noBatches(epoch);
      if (await notify(observers, 'onEpochEnd', { epoch, step })) return ended('observer', epoch);
    }
    return ended('completed');
  } finally {
    updater.dispose();
  }
}

function noBatches(epoch: number): ArgumentError {
  const rule =
    epoch === 1
      ? 'at least one batch'
      : 'at least one batch in every epoch; an iterator serves one epoch only, so give a function (epoch) => batches, or ask for fewer steps';
  return new ArgumentError('train', 'batches', `without a batch in epoch ${epoch}`, rule);
}
