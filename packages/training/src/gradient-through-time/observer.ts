import { dispose } from '@tensorflow/tfjs-core';
import { assertInteger, type StepEnd, type TrainObserver } from '@tidegate/core';
import { batchTensors } from '../batches/batch-tensors.js';
import { type GradientThroughTime, type GradientThroughTimeOptions, gradientThroughTime } from './gradient-through-time.js';

export interface GradientThroughTimeObserverOptions<Batch> extends Omit<GradientThroughTimeOptions<Batch>, 'batch'> {
  /** Makes the batch to look at, a new one each time, whose tensors are disposed. */
  readonly batch: () => Batch;
  /** Steps from one look to the next. */
  readonly every: number;
  /** Is told what was found. */
  readonly report: (norms: GradientThroughTime, event: StepEnd) => void | Promise<void>;
}

/**
 * Watches training by `gradientThroughTime`, with the weights after the step.
 *
 * @throws ArgumentError if `every` is not a whole number of at least 1
 */
export function observeGradientThroughTime<Batch>(options: GradientThroughTimeObserverOptions<Batch>): TrainObserver {
  const { every, report, batch: makeBatch, ...rest } = options;
  assertInteger('observeGradientThroughTime', 'every', every, 1);
  return {
    async onStepEnd(event) {
      if (event.step % every !== 0) return;
      const batch = makeBatch();
      try {
        await report(await gradientThroughTime({ ...rest, batch }), event);
      } finally {
        dispose(batchTensors(batch));
      }
    },
  };
}
