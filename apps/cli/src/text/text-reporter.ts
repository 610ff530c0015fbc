import { count, loss } from '@tidegate/model-directory/wording';
import { duration } from '../reporting/duration.js';
import { createPace } from '../reporting/live/pace.js';
import type { Figure, Reporter, Text } from '../reporting/reporter.js';
import type { TrainingProgress } from './progress-meter.js';

export interface TextReporterOptions<Scores> {
  readonly reporter: Reporter;
  readonly totalSteps: number;
  readonly epochs?: number | undefined;
  /** Steps from one report to the next, beside those of validations. */
  readonly logEvery?: number | undefined;
  /** What is counted: `examples`, `tokens`. */
  readonly unit: string;
  /** Figures of a validation for programs, and for people. */
  readonly fields: (scores: Scores) => Readonly<Record<string, unknown>>;
  readonly text: (scores: Scores) => string;
}

/** Tells the user how a network learns text. */
export interface TextReporter<Scores> {
  /** Whether `onStep` would show this step. */
  wantsStep(step: number): boolean;
  onStep(progress: TrainingProgress, learningRate: number): void;
  onMeasured(progress: TrainingProgress, scores: Scores | undefined): void;
}

export function textReporter<Scores>(options: TextReporterOptions<Scores>): TextReporter<Scores> {
  const { reporter, totalSteps, epochs, logEvery, unit, fields, text } = options;
  const width = count(totalSteps).length;
  const epochText = (epoch: number): string =>
    epochs === undefined ? '' : `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  `;
  const speedOf = ({ examples, seconds }: TrainingProgress): number => (seconds === 0 ? 0 : examples / seconds);
  const common = (progress: TrainingProgress): Record<string, unknown> => ({
    epoch: progress.epoch,
    step: progress.step,
    steps: totalSteps,
    [`${unit}PerSecond`]: speedOf(progress),
  });
  const line = (progress: TrainingProgress, value: number, tail: string): Text => {
    const position = `step ${count(progress.step).padStart(width)}/${count(totalSteps)}`;
    return () => `${epochText(progress.epoch)}${position}  loss ${loss(value).padEnd(7)}  ${count(speedOf(progress))} ${unit}/s${tail}`;
  };
  const pace = createPace();
  let validated: Pick<Figure, 'value' | 'text'> | undefined;
  const isLogged = (step: number): boolean => logEvery !== undefined && step % logEvery === 0;
  return {
    wantsStep: (step) => isLogged(step) || reporter.wantsProgress(),
    onStep(progress, learningRate) {
      if (isLogged(progress.step)) {
        reporter.event('step', { ...common(progress), loss: progress.loss }, line(progress, progress.loss, ''));
      }
      if (!reporter.wantsProgress()) return;
      const { step, epoch, seconds, examples } = progress;
      const left = duration((seconds * Math.max(0, totalSteps - step)) / step);
      const figures = [
        { name: 'loss', value: progress.loss, text: loss(progress.loss) },
        ...(validated ? [{ name: 'validation', ...validated }] : []),
        { name: 'learning rate', value: learningRate, text: loss(learningRate) },
        { name: 'speed', value: pace(examples, seconds), text: `${count(speedOf(progress))} ${unit}/s` },
      ];
      reporter.progress({ done: step, total: totalSteps, text: `${epochText(epoch)}${left} left`, figures });
    },
    onMeasured(progress, scores) {
      if (scores !== undefined) validated = { value: firstNumber(fields(scores)), text: text(scores) };
      const validation = scores === undefined ? {} : { validation: fields(scores) };
      const tail = scores === undefined ? '' : `  validation: ${text(scores)}`;
      reporter.event('progress', { ...common(progress), loss: progress.meanLoss, ...validation }, line(progress, progress.meanLoss, tail));
    },
  };
}

/** The figure that stands first, by which the others are read. */
function firstNumber(fields: Readonly<Record<string, unknown>>): number {
  return Object.values(fields).find((value) => typeof value === 'number') ?? Number.NaN;
}
