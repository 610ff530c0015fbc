import type { Json, Model, Random } from '@tidegate/core';
import { adam, type DataParallel, type Loss, type Objective, type Penalty, train } from '@tidegate/training';
import { stepThrough } from './step-through.js';
import type { TrainingSteps } from './training-steps.js';

export interface BenchTraining<Batch> {
  readonly model: Model<NoInfer<Batch>, Json>;
  /** Makes the batch of a step, always of the same numbers. */
  readonly makeBatch: () => Batch;
  /** Either this or `objective`. */
  readonly loss?: Loss<NoInfer<Batch>>;
  readonly objective?: Objective<NoInfer<Batch>>;
  readonly penalty?: Penalty;
  /** As the option of `adam`. */
  readonly touchedRowsOnly?: (name: string) => boolean;
  readonly parallel?: DataParallel<NoInfer<Batch>> | undefined;
  readonly learningRate: number;
  readonly random: Random;
}

/** Training with Adam that goes on by one whole step at a time, through the very loop that users run; owns the model. */
export function trainInSteps<Batch>({ makeBatch, touchedRowsOnly, parallel, ...options }: BenchTraining<Batch>): TrainingSteps {
  function* batches(): Generator<Batch> {
    while (true) yield makeBatch();
  }
  return stepThrough(
    ({ observer, signal }) =>
      train({
        ...options,
        batches: batches(),
        parallel: parallel && { ...parallel, ...(touchedRowsOnly && { tables: touchedRowsOnly }) },
        optimizer: adam({ ...(touchedRowsOnly && { touchedRowsOnly }) }),
        observers: [observer],
        signal,
      }),
    () => options.model.dispose(),
  );
}
