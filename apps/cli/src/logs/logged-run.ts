import type { Model, TrainObserver } from '@tidegate/core';
import type { TrainingProgress } from '../text/progress-meter.js';
import type { Run } from '../text/with-run.js';
import { gateValues } from './gate-values.js';
import { openRunLog } from './run-log.js';

export interface LoggedRunOptions<Batch, Scores> {
  readonly model: Model<Batch>;
  readonly totalSteps: number;
  /** What is counted: `examples`, `tokens`. */
  readonly unit: string;
  /** How many there were so far. */
  readonly seen: () => number;
  /** A few inputs, new ones each time, of which the gates are shown; their tensors are freed. */
  readonly example: () => Batch | Promise<Batch>;
  /** Figures of a validation. */
  readonly fields: (scores: Scores) => Readonly<Record<string, unknown>>;
}

interface Reports<Scores> {
  onMeasured(progress: TrainingProgress, scores: Scores | undefined): void;
}

/** The log of a run on text. */
export interface LoggedRun<Scores> {
  /** What a training is to tell, with what it is to tell the log. */
  watch<Told extends Reports<Scores>>(reports: Told): Told & { readonly observers: readonly TrainObserver[] };
  dispose(): void;
}

/** @throws Error of the system if the files of the log cannot be opened */
export function loggedRun<Batch extends object, Scores>(
  run: Pick<Run, 'warn' | 'checkpoints'>,
  { logDir, logEvery }: { readonly logDir?: string; readonly logEvery?: number },
  { model, totalSteps, unit, seen, example, fields }: LoggedRunOptions<Batch, Scores>,
): LoggedRun<Scores> {
  const log = openRunLog({
    directory: logDir,
    model,
    totalSteps,
    logEvery,
    step: run.checkpoints.from?.step,
    counters: { [unit]: seen },
    gates: async () => gateValues(model, await example()),
    warn: run.warn,
  });
  return {
    watch: (reports) => ({
      ...reports,
      observers: log.observers,
      onMeasured(progress, scores) {
        reports.onMeasured(progress, scores);
        if (scores !== undefined) log.validated(progress, fields(scores));
      },
    }),
    dispose: log.dispose,
  };
}
