import { cast, stack, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, type Model } from '@tidegate/core';
import type { Batches } from '../batches/batch-source.js';
import type { Metric } from '../metrics/metric.js';
import type { ProcessGroup } from '../process-group/process-group.js';
import { singleProcess } from '../process-group/single-process.js';
import { predictFor } from './predict.js';

export interface EvaluateOptions<Batch, Name extends string> {
  readonly model: Model<NoInfer<Batch>>;
  /** What to measure on. Evaluation owns the batches that it takes: it disposes their tensors. */
  readonly batches: Batches<Batch>;
  /** At least one, under the names that the results shall have. */
  readonly metrics: Readonly<Record<Name, Metric<NoInfer<Batch>>>>;
  /**
   * Processes that measure together, each on batches of its own, of which one may have none: all get what one process would of all batches.
   * By default this process is alone.
   */
  readonly group?: ProcessGroup | undefined;
}

/**
 * Measures a model on all batches, without training it: dropout drops nothing, and a loss is that of the data alone, without the penalty
 * that `train` may add.
 *
 * @returns each metric, under its name: the sum over all batches divided by the count over all batches
 * @throws ArgumentError if there are no metrics or no batches, or a metric has counted nothing
 */
export async function evaluate<Batch, Name extends string>(options: EvaluateOptions<Batch, Name>): Promise<Record<Name, number>> {
  const { model, batches, metrics, group = singleProcess } = options;
  const names = Object.keys(metrics) as Name[];
  if (names.length === 0) throw new ArgumentError('evaluate', 'metrics', '{}', 'at least one metric');
  // Totals in the even places, counts in the odd ones, and the batches; doubles, which stay exact where float32 sums would not.
  const sums = new Float64Array(2 * names.length + 1);
  const count = (place: number, value: number): void => {
    sums[place] = (sums[place] as number) + value;
  };

  // One tensor of all, since each one read is a wait for the device.
  const measured = (logits: Tensor, batch: Batch): Tensor => stack(names.flatMap((name) => pair(metrics[name], logits, batch)));
  for await (const { values } of predictFor('evaluate', { model, batches, outputs: { measured } })) {
    values.measured.forEach((value, place) => {
      count(place, value);
    });
    count(2 * names.length, 1);
  }
  await group.allReduce(sums);
  if (sums.at(-1) === 0) throw new ArgumentError('evaluate', 'batches', 'empty', 'at least one batch');
  return Object.fromEntries(
    names.map((name, index) => [name, quotient(name, sums[2 * index] as number, sums[2 * index + 1] as number)]),
  ) as Record<Name, number>;
}

function pair<Batch>(metric: Metric<Batch>, logits: Tensor, batch: Batch): [total: Tensor, count: Tensor] {
  const { total, count } = metric(logits, batch);
  return [cast(total, 'float32'), cast(count, 'float32')];
}

function quotient(name: string, total: number, count: number): number {
  if (count !== 0) return total / count;
  throw new ArgumentError('evaluate', `metrics.${name}`, 'a count of 0', 'counting something; are all lengths or weights 0?');
}
