import type { TrainObserver } from '@tidegate/core';
import { histogramBuckets, type TensorboardSummary } from '@tidegate/formats';
import { observeSummaries, type Parameterized, type TrainingSummary } from '@tidegate/training';
import type { NamedValues } from './gate-values.js';
import { createThrift, logIntervals } from './occasions.js';
import { openTrainingLog, type Position } from './training-log.js';

export interface RunLogOptions {
  /** The folder of `--log-dir`; nothing is written without it. */
  readonly directory: string | undefined;
  readonly model: Parameterized;
  readonly totalSteps: number;
  readonly logEvery?: number | undefined;
  /** The step after which the run goes on; 0 for a new one. */
  readonly step?: number | undefined;
  /** What is counted beside steps: how many examples or tokens there were so far, by name. */
  readonly counters?: Readonly<Record<string, () => number>> | undefined;
  /** What the gates of recurrent layers are on an example. */
  readonly gates: () => Promise<NamedValues>;
  readonly warn: (line: string) => void;
}

/** What is written about a run while it goes on. */
export interface RunLog {
  /** They belong behind all other observers of the training. */
  readonly observers: readonly TrainObserver[];
  /** Figures of a validation, those that are numbers. */
  validated(position: Position, figures: Readonly<Record<string, unknown>>): void;
  /** Closes the files. */
  dispose(): void;
}

const silent: RunLog = { observers: [], validated() {}, dispose() {} };

/** @throws Error of the system if the files cannot be opened */
export function openRunLog({ directory, model, totalSteps, logEvery, step: from = 0, counters, gates, warn }: RunLogOptions): RunLog {
  if (directory === undefined) return silent;
  const log = openTrainingLog({ directory, step: from, warn });
  const every = logIntervals(totalSteps, logEvery);
  const thrift = createThrift();
  let hasHistograms = false;
  const addHistograms = async (position: Position): Promise<void> => {
    hasHistograms = true;
    log.addHistograms(position, [...histogramsOf('weights', await weightsOf(model)), ...histogramsOf('gates', await gates())]);
  };
  const summaries = observeSummaries({
    every: every.points,
    // The first point hides what the log has of later steps, where TensorBoard does not know that the run goes on.
    alsoAt: from === 0 ? [totalSteps] : [from + 1, totalSteps],
    counters,
    async report(summary) {
      log.addScalars(summary, scalarsOf(summary));
      if (!hasHistograms || summary.step % every.histograms === 0) await thrift.perhaps(() => addHistograms(summary));
    },
  });
  return {
    observers: [summaries],
    validated(position, figures) {
      const numbers = Object.entries(figures).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
      log.addScalars(position, tagged('validation', Object.fromEntries(numbers)));
    },
    dispose() {
      summaries.dispose();
      log.close();
    },
  };
}

function scalarsOf({ loss, gradientNorm, learningRate, perSecond }: TrainingSummary): Record<string, number> {
  const speeds = Object.fromEntries(Object.entries(perSecond).map(([name, speed]) => [`${name}PerSecond`, speed]));
  return tagged('train', { loss, gradientNorm, learningRate, ...speeds });
}

async function weightsOf({ parameters }: Parameterized): Promise<NamedValues> {
  const read = Object.entries(parameters).map(async ([name, variable]) => [name, (await variable.data()) as Float32Array] as const);
  return Object.fromEntries(await Promise.all(read));
}

function histogramsOf(group: string, values: NamedValues): TensorboardSummary[] {
  return Object.entries(values).map(([name, all]) => ({ tag: `${group}/${name}`, histogram: histogramBuckets(all) }));
}

/** TensorBoard shows together what shares the text before the `/`. */
function tagged(group: string, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}/${name}`, value]));
}
