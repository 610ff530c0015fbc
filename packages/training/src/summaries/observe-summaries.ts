import { assertInteger, type TrainObserver } from '@tidegate/core';
import { collectLosses } from '../train/collect-losses.js';
import { createSpeedometer } from './speedometer.js';
import type { TrainingSummary } from './training-summary.js';

export interface SummaryOptions {
  /** Steps from one summary to the next. */
  readonly every: number;
  /** Steps that are summed up too, such as the last one, or the first of a training that goes on. */
  readonly alsoAt?: readonly number[] | undefined;
  /** What is counted beside steps, such as examples: how many there were since training began, each under its name. */
  readonly counters?: Readonly<Record<string, () => number>> | undefined;
  /** Is told each summary; training waits for it. */
  readonly report: (summary: TrainingSummary) => void | Promise<void>;
}

/** An observer that holds losses on the device between its summaries. */
export interface SummaryObserver extends TrainObserver {
  /** Frees them. */
  dispose(): void;
}

/**
 * Sums up training every so many steps, for curves: loss, gradient norm, learning rate and speed. The last one among the observers, it does
 * not take the time that the others need after a validation for time of training.
 *
 * @throws ArgumentError if `every` is not a whole number of at least 1; NonFiniteLossError from training, if a loss is infinite or not a
 *   number
 */
export function observeSummaries({ every, alsoAt = [], counters = {}, report }: SummaryOptions): SummaryObserver {
  assertInteger('observeSummaries', 'every', every, 1);
  const losses = collectLosses();
  let steps = 0;
  const speedometer = createSpeedometer({ steps: () => steps, ...counters });
  return {
    async onStepEnd(event) {
      const { step, epoch, learningRate } = event;
      steps++;
      losses.onStepEnd(event);
      if (step % every !== 0 && !alsoAt.includes(step)) {
        if (steps === 1) speedometer.start();
        speedometer.lap();
        return;
      }
      const values = await losses.read();
      const perSecond = speedometer.read();
      const gradientNorm = await event.gradientNorm();
      const loss = values.reduce((sum, value) => sum + value, 0) / values.length;
      await report({ step, epoch, learningRate, loss, gradientNorm, perSecond });
      speedometer.start();
    },
    onValidationEnd: () => speedometer.resume(),
    onEpochEnd: () => speedometer.resume(),
    dispose: () => losses.dispose(),
  };
}
