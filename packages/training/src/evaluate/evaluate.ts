import { cast, dispose, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, type Model } from '@tidegate/core';
import { assertLive } from '../batches/assert-live.js';
import { type Batches, batchesOf } from '../batches/batch-source.js';
import { batchTensors } from '../batches/batch-tensors.js';
import type { Metric } from '../metrics/metric.js';
import { createPause } from '../train/event-loop.js';

export interface EvaluateOptions<Batch, Name extends string> {
  readonly model: Model<NoInfer<Batch>>;
  /** What to measure on. Evaluation owns the batches that it takes: it disposes their tensors. */
  readonly batches: Batches<Batch>;
  /** At least one, under the names that the results shall have. */
  readonly metrics: Readonly<Record<Name, Metric<NoInfer<Batch>>>>;
}

/** Milliseconds between two turns of the event loop. */
const pauseInterval = 50;

/**
 * Measures a model on all batches, without training it: dropout drops nothing, and a loss is that of the data alone, without the penalty
 * that `train` may add.
 *
 * @returns each metric, under its name: the sum over all batches divided by the count over all batches
 * @throws ArgumentError if there are no metrics or no batches, or a metric has counted nothing
 */
export async function evaluate<Batch, Name extends string>(options: EvaluateOptions<Batch, Name>): Promise<Record<Name, number>> {
  const { model, batches, metrics } = options;
  const names = Object.keys(metrics) as Name[];
  if (names.length === 0) throw new ArgumentError('evaluate', 'metrics', '{}', 'at least one metric');
  const context = { training: false, random: createRandom(0) };
  const pause = createPause(pauseInterval);
  // Totals in the even places, counts in the odd ones; doubles, which stay exact where float32 sums would not.
  const sums = new Float64Array(2 * names.length);
  let taken = 0;

  for await (const batch of batchesOf(batches, 1)) {
    const tensors = batchTensors(batch);
    try {
      assertLive('evaluate', tensors, 'make the batches again for each evaluation');
      const measured = tidy(() => {
        const logits = model.logits(batch, context);
        return stack(names.flatMap((name) => pair(metrics[name], logits, batch)));
      });
      try {
        (await measured.data()).forEach((value, place) => {
          sums[place] = (sums[place] as number) + value;
        });
      } finally {
        measured.dispose();
      }
    } finally {
      dispose(tensors);
    }
    taken++;
    await pause();
  }
  if (taken === 0) throw new ArgumentError('evaluate', 'batches', 'empty', 'at least one batch');
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
