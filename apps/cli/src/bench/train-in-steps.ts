import type { Json, Model, Random } from '@tidegate/core';
import { adam, type Loss, train } from '@tidegate/training';
import { stepThrough, type TrainingSteps } from './step-through.js';

export interface BenchTraining<Batch> {
  readonly model: Model<NoInfer<Batch>, Json>;
  /** Makes the batch of a step, always of the same numbers. */
  readonly makeBatch: () => Batch;
  readonly loss: Loss<NoInfer<Batch>>;
  readonly learningRate: number;
  readonly random: Random;
}

/** Training with Adam that goes on by one whole step at a time, through the very loop that users run; owns the model. */
export function trainInSteps<Batch>({ model, makeBatch, loss, learningRate, random }: BenchTraining<Batch>): TrainingSteps {
  function* batches(): Generator<Batch> {
    while (true) yield makeBatch();
  }
  return stepThrough(
    ({ observer, signal }) =>
      train({ model, batches: batches(), loss, optimizer: adam(), learningRate, random, observers: [observer], signal }),
    () => model.dispose(),
  );
}
