import { clone, dispose, type Tensor, type TypedArray, tidy } from '@tensorflow/tfjs-core';
import { createPause, createRandom, type Model } from '@tidegate/core';
import { assertLive } from '../batches/assert-live.js';
import { type Batches, batchesOf } from '../batches/batch-source.js';
import { batchTensors } from '../batches/batch-tensors.js';

/** Something to know about a batch, computed from the model's scores for it; its values are read from the device. */
export type PredictionOutput<Batch> = (logits: Tensor, batch: Batch) => Tensor;

export interface PredictOptions<Batch, Name extends string> {
  readonly model: Model<NoInfer<Batch>>;
  /** What to predict for. Prediction owns the batches that it takes: it disposes their tensors. */
  readonly batches: Batches<Batch>;
  /** What to know of each batch, under the names that the values shall have. */
  readonly outputs: Readonly<Record<Name, PredictionOutput<NoInfer<Batch>>>>;
}

export interface Prediction<Batch, Name extends string> {
  /** What was asked for, row by row. */
  readonly values: Readonly<Record<Name, TypedArray>>;
  /** Its tensors live until the next batch is asked for. */
  readonly batch: Batch;
}

/** Milliseconds between two turns of the event loop. */
const pauseInterval = 50;

/**
 * Runs a model over batches, one after the other, without training it, and gives what was asked for of each as plain numbers:
 * ```ts
 * const outputs = { ids: (logits: Tensor) => argMax(logits, -1), probabilities: (logits: Tensor) => softmax(logits) };
 * for await (const { values, batch } of predict({ model, batches, outputs })) show(values.ids, values.probabilities);
 * ```
 * No tensor is left behind, also where the loop is left early or something throws.
 *
 * @throws ArgumentError if a batch was disposed before
 */
export function predict<Batch, Name extends string>(options: PredictOptions<Batch, Name>): AsyncGenerator<Prediction<Batch, Name>, void> {
  return predictFor('predict', options);
}

/** @param caller whom errors name */
export async function* predictFor<Batch, Name extends string>(
  caller: string,
  { model, batches, outputs }: PredictOptions<Batch, Name>,
): AsyncGenerator<Prediction<Batch, Name>, void> {
  const names = Object.keys(outputs) as Name[];
  const context = { training: false, random: createRandom(0) };
  const pause = createPause(pauseInterval);
  for await (const batch of batchesOf(batches, 1)) {
    const tensors = batchTensors(batch);
    try {
      assertLive(caller, tensors, 'make the batches again for each pass');
      const computed = tidy(() => {
        const logits = model.logits(batch, context);
        // Another reference each, since an output may be a tensor of the batch or a weight.
        return names.map((name) => clone(outputs[name](logits, batch)));
      });
      const values = await readAll(computed);
      yield { values: Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Name, TypedArray>, batch };
    } finally {
      dispose(tensors);
    }
    await pause();
  }
}

async function readAll(tensors: readonly Tensor[]): Promise<TypedArray[]> {
  try {
    return await Promise.all(tensors.map((tensor) => tensor.data()));
  } finally {
    dispose([...tensors]);
  }
}
