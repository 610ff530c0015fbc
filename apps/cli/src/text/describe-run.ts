import type { Variable } from '@tensorflow/tfjs-core';
import type { PretrainedVectors } from '@tidegate/datasets';
import { count, duration, loss } from '../reporting/figures.js';
import type { Text } from '../reporting/reporter.js';
import type { Prepared } from './prepare.js';
import type { TrainingProgress } from './train-network.js';
import type { ExampleSettings } from './train-on-examples.js';

/** What is about to be learned, in three or four lines. */
export function describeStart(
  preset: string,
  settings: ExampleSettings,
  { training, validation, test, vocabulary, labels }: Prepared,
  { parameters }: { readonly parameters: Readonly<Record<string, Variable>> },
  vectors: PretrainedVectors | undefined,
  { backend, seed }: { readonly backend: string; readonly seed: number },
): string {
  const { data, valid, epochs, steps, batchSize = 64, optimizer, learningRate } = settings;
  const weights = Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
  const from = valid === undefined ? 'held out' : valid;
  const others = [
    ...(validation ? [`${count(validation.count)} to validate on (${from})`] : []),
    ...(test ? [`${count(test.count)} to test on`] : []),
  ];
  const extent = [
    ...(epochs === undefined ? [] : [`${epochs} epoch${epochs === 1 ? '' : 's'}`]),
    ...(steps === undefined ? [] : [`${epochs === undefined ? '' : 'at most '}${count(steps)} steps`]),
  ];
  return [
    `${preset}: ${count(training.count)} examples of ${data}${others.map((other) => `, ${other}`).join('')}`,
    `${count(labels.size)} labels, ${count(vocabulary.size)} tokens, ${count(weights)} weights`,
    ...(vectors ? [`${count(vectors.found)} tokens begin with a vector of ${settings.vectors}`] : []),
    `${extent.join(', ')}, batches of ${count(batchSize)}, ${optimizer} at ${learningRate}, seed ${seed}, backend ${backend}`,
    '',
  ].join('\n');
}

export interface RunEnd {
  readonly settings: Pick<ExampleSettings, 'valid' | 'test'>;
  readonly measuredOn: 'test' | 'validation' | undefined;
  /** The figures, if anything was measured. */
  readonly details: Text | undefined;
  readonly last: TrainingProgress;
  /** The step that the weights are of. */
  readonly step: number;
  readonly isInterrupted: boolean;
  readonly skipped: string | undefined;
  readonly out: string | undefined;
}

/** What came of it. */
export function describeEnd({ settings, measuredOn, details, last, step, isInterrupted, skipped, out }: RunEnd): Text {
  return (colours) => {
    const { bold, dim } = colours;
    const verb = isInterrupted ? 'Interrupted after' : 'Done:';
    const best = step === last.step ? '' : `; the weights are those of step ${count(step)}, the best`;
    return [
      `\n${verb} ${count(last.step)} steps in ${duration(last.seconds)}${best}`,
      ...(skipped === undefined ? [] : [skipped]),
      ...(measuredOn === undefined
        ? [`loss ${bold(loss(last.meanLoss))} on what was learned from; nothing was held out to measure on`]
        : [bold(`On the ${measuredOn} data${describeSource(settings, measuredOn)}:`), details?.(colours) ?? '']),
      ...(out === undefined ? [dim('Give --out DIR to keep the network.')] : [dim(`Saved to ${out}`)]),
    ].join('\n');
  };
}

function describeSource({ valid, test }: RunEnd['settings'], measuredOn: 'test' | 'validation'): string {
  if (measuredOn === 'test') return ` (${test})`;
  return valid ? ` (${valid}), by which the weights were chosen` : ', a tenth of --data, by which the weights were chosen';
}
