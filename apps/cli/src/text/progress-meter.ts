import type { StepEnd } from '@tidegate/core';
import { collectLosses } from '@tidegate/training';

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

/** Follows training, and waits for the device only when it is asked how far training is. */
export interface ProgressMeter {
  onStepEnd(event: StepEnd): void;
  /** Whether nobody has asked for so long that a loss that is no number might go unnoticed. */
  isStale(): boolean;
  /** @throws NonFiniteLossError if a loss since the last call is infinite or not a number */
  read(): Promise<TrainingProgress>;
  /** Lets the mean begin anew. */
  beginMean(): void;
  /** Does something in which time is not counted. */
  aside<Result>(run: () => Promise<Result>): Promise<Result>;
  dispose(): void;
}

/** Milliseconds. */
const longestUnread = 1000;

/** @param examplesSeen how many examples or tokens the batches so far had */
export function createProgressMeter(examplesSeen: () => number): ProgressMeter {
  const start = performance.now();
  const losses = collectLosses();
  const mean = { sum: 0, count: 0 };
  let aside = 0;
  let readAt = start;
  let at = { step: 0, epoch: 1 };
  let last: TrainingProgress = { ...at, loss: Number.NaN, meanLoss: Number.NaN, seconds: 0, examples: 0 };
  return {
    onStepEnd(event) {
      losses.onStepEnd(event);
      at = { step: event.step, epoch: event.epoch };
    },
    isStale: () => performance.now() - readAt >= longestUnread,
    async read() {
      const values = await losses.read();
      readAt = performance.now();
      if (values.length === 0) return last;
      for (const value of values) mean.sum += value;
      mean.count += values.length;
      const seconds = (readAt - start - aside) / 1000;
      last = { ...at, loss: values.at(-1) as number, meanLoss: mean.sum / mean.count, seconds, examples: examplesSeen() };
      return last;
    },
    beginMean() {
      Object.assign(mean, { sum: 0, count: 0 });
    },
    async aside(run) {
      const begin = performance.now();
      try {
        return await run();
      } finally {
        aside += performance.now() - begin;
      }
    },
    dispose: () => losses.dispose(),
  };
}
