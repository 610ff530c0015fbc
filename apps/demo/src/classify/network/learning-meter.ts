import type { StepEnd } from '@tidegate/core';
import { collectLosses } from '@tidegate/training';

/** How far a training is. Plain values. */
export interface LearningProgress {
  readonly step: number;
  readonly totalSteps: number;
  /** The one under way; the first is 1. */
  readonly epoch: number;
  /** Mean over the steps since it was told last. */
  readonly loss: number;
  /** Since training began, without what was aside. */
  readonly examplesPerSecond: number;
}

/** Follows a training, and tells how far it is some times a second. */
export interface LearningMeter {
  /** @throws NonFiniteLossError if a loss since the last report is infinite or not a number */
  onStepEnd(event: StepEnd, examples: number): Promise<void>;
  /** Does something in which no time is counted. */
  aside<Result>(run: () => Result | Promise<Result>): Promise<Result>;
  dispose(): void;
}

/** Milliseconds from one report to the next: each waits for the device. */
const interval = 200;

/** @param onProgress told now and then, and after the last of the steps */
export function createLearningMeter(totalSteps: number, onProgress: (progress: LearningProgress) => void): LearningMeter {
  const losses = collectLosses();
  const start = performance.now();
  let asides = 0;
  let told = start;
  return {
    async onStepEnd(event, examples) {
      const { step, epoch } = event;
      losses.onStepEnd?.(event);
      if (performance.now() - told < interval && step < totalSteps) return;
      const values = await losses.read();
      told = performance.now();
      const loss = values.reduce((sum, value) => sum + value, 0) / values.length;
      onProgress({ step, totalSteps, epoch, loss, examplesPerSecond: (1000 * examples) / (told - start - asides) });
    },
    async aside(run) {
      const begin = performance.now();
      try {
        return await run();
      } finally {
        asides += performance.now() - begin;
      }
    },
    dispose: () => losses.dispose(),
  };
}
