import type { StepEnd } from '@tidegate/core';
import { collectLosses } from '@tidegate/training';
import type { Progress } from '../api.js';

/** Milliseconds between two reports. */
const interval = 200;
/** How much of the speed shown is that of the last report. */
const weightOfLast = 0.3;

export interface ProgressMeter {
  /** Counts a step and reports it, if it is time to. */
  stepEnded(event: StepEnd): Promise<void>;
  /** The next step begins: whatever was between the two is no work. */
  goOn(): void;
  /** Reports what has not been reported yet. */
  report(): Promise<void>;
  dispose(): void;
}

export interface ProgressMeterOptions {
  readonly charactersPerStep: number;
  readonly onProgress: (progress: Progress) => void;
  /** Nats a character of what is not learned; called now and then. */
  readonly measureHeldOut: (() => Promise<number>) | undefined;
}

/** Steps between two looks at what is not learned. */
const heldOutEvery = 50;

/** Measures a training: its loss, and how fast it is. */
export function createProgressMeter({ charactersPerStep, onProgress, measureHeldOut }: ProgressMeterOptions): ProgressMeter {
  const losses = collectLosses();
  let begun = performance.now();
  let working = 0;
  let speed: number | undefined;
  let reached: Pick<StepEnd, 'step' | 'epoch'> = { step: 0, epoch: 1 };
  let heldOutLoss: number | undefined;

  const report = async (): Promise<void> => {
    const read = await losses.read();
    if (read.length === 0) return;
    const stepsPerSecond = (1_000 * read.length) / Math.max(working, 1);
    speed = speed === undefined ? stepsPerSecond : weightOfLast * stepsPerSecond + (1 - weightOfLast) * speed;
    onProgress({
      step: reached.step,
      pass: reached.epoch,
      loss: read.reduce((sum, loss) => sum + loss, 0) / read.length,
      ...(heldOutLoss !== undefined && { heldOutLoss }),
      stepsPerSecond: speed,
      charactersPerSecond: speed * charactersPerStep,
    });
    heldOutLoss = undefined;
    working = 0;
  };
  return {
    report,
    async stepEnded(event) {
      working += performance.now() - begun;
      losses.onStepEnd(event);
      reached = event;
      if (measureHeldOut && event.step % heldOutEvery === 0) heldOutLoss = await measureHeldOut();
      if (working >= interval) await report();
    },
    goOn() {
      begun = performance.now();
    },
    dispose: () => losses.dispose(),
  };
}
