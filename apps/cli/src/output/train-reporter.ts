import type { PredictedSum } from '../addition/predict-sums.js';
import type { Progress, StepReport } from '../addition/train-adder.js';
import type { TrainSettings } from '../presets/settings.js';

/** What a training run came to. */
export interface TrainOutcome {
  /** Its last step's progress. */
  readonly last: Progress;
  readonly exactSums: number;
  readonly pairs: number;
  /** Fresh sums as the trained network does them. */
  readonly samples: readonly PredictedSum[];
  readonly isInterrupted: boolean;
  /** Where the model was written to. */
  readonly savedTo?: string;
}

/** Tells the user about a training run, in one of several ways. */
export interface TrainReporter {
  start(settings: TrainSettings, backend: string): void;
  /** Whether it is time to show progress again. */
  wantsProgress(): boolean;
  progress(progress: Progress): void;
  report(report: StepReport): void;
  /** Puts the terminal back in order when training has ended, well or not. */
  close(): void;
  outcome(outcome: TrainOutcome, settings: TrainSettings, backend: string): void;
}

export const silentReporter: TrainReporter = {
  start() {},
  wantsProgress: () => false,
  progress() {},
  report() {},
  close() {},
  outcome() {},
};
