import type { Variable } from '@tensorflow/tfjs-core';
import type { PretrainedVectors } from '@tidegate/datasets';
import { count } from '@tidegate/model-directory/wording';
import type { Processes } from '../distributed/processes.js';
import type { ExampleSettings } from './example-settings.js';
import type { Prepared } from './prepare.js';

/** What computes, and with which random numbers. */
export interface Machine {
  readonly backend: string;
  readonly seed: number;
  readonly processes: Pick<Processes, 'description'>;
}

/** What is about to be learned, in three or four lines. */
export function describeStart(
  preset: string,
  settings: ExampleSettings,
  { training, validation, test, vocabulary, labels }: Prepared,
  { parameters }: { readonly parameters: Readonly<Record<string, Variable>> },
  vectors: PretrainedVectors | undefined,
  machine: Machine,
): string {
  const { data, valid } = settings;
  const weights = Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
  const from = valid === undefined ? 'held out' : valid;
  const others = [
    ...(validation ? [`${count(validation.count)} to validate on (${from})`] : []),
    ...(test ? [`${count(test.count)} to test on`] : []),
  ];
  return [
    `${preset}: ${count(training.count)} examples of ${data}${others.map((other) => `, ${other}`).join('')}`,
    `${count(labels.size)} labels, ${count(vocabulary.size)} tokens, ${count(weights)} weights`,
    ...(vectors ? [`${count(vectors.found)} tokens begin with a vector of ${settings.vectors}`] : []),
    describeExtent(settings, machine),
    '',
  ].join('\n');
}

/** `10 epochs, batches of 64, adam at 0.001, seed 0, backend wasm` */
export function describeExtent(
  {
    epochs,
    steps,
    batchSize = 64,
    optimizer,
    learningRate,
  }: Pick<ExampleSettings, 'epochs' | 'steps' | 'batchSize' | 'optimizer' | 'learningRate'>,
  { backend, seed, processes }: Machine,
): string {
  const extent = [
    ...(epochs === undefined ? [] : [`${epochs} epoch${epochs === 1 ? '' : 's'}`]),
    ...(steps === undefined ? [] : [`${epochs === undefined ? '' : 'at most '}${count(steps)} steps`]),
  ];
  return `${extent.join(', ')}, batches of ${count(batchSize)}, ${optimizer} at ${learningRate}, seed ${seed}, ${describeMachine(backend, processes)}`;
}

/** `backend wasm`, or `backend wasm, 2 processes on 1 host, Open MPI v4.1.4` */
export function describeMachine(backend: string, { description }: Machine['processes']): string {
  return `backend ${backend}${description === undefined ? '' : `, ${description}`}`;
}
