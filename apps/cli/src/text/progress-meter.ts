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

/** What a meter knows, as plain JSON. */
export interface MeterState {
  readonly last: TrainingProgress;
  /** Of the losses since the last validation or epoch. */
  readonly sum: number;
  readonly count: number;
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
  /** As far as it was read. */
  state(): MeterState;
  dispose(): void;
}

/** Milliseconds. */
const longestUnread = 1000;

/**
 * @param examplesSeen how many examples or tokens the batches so far had
 * @param from where an earlier training stood that goes on
 */
export function createProgressMeter(examplesSeen: () => number, from?: MeterState): ProgressMeter {
  const start = performance.now();
  const losses = collectLosses();
  const mean = { sum: from?.sum ?? 0, count: from?.count ?? 0 };
  const before = { seconds: from?.last.seconds ?? 0, examples: from?.last.examples ?? 0 };
  let aside = 0;
  let readAt = start;
  let at = { step: from?.last.step ?? 0, epoch: from?.last.epoch ?? 1 };
  let last: TrainingProgress = from?.last ?? { ...at, loss: Number.NaN, meanLoss: Number.NaN, seconds: 0, examples: 0 };
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
      const seconds = before.seconds + (readAt - start - aside) / 1000;
      const examples = before.examples + examplesSeen();
      last = { ...at, loss: values.at(-1) as number, meanLoss: mean.sum / mean.count, seconds, examples };
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
    state: () => ({ last, sum: mean.sum, count: mean.count }),
    dispose: () => losses.dispose(),
  };
}
