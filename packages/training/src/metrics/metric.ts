import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/**
 * Measures a batch as a sum and a count, not as a mean: sums add up over batches, so that a short last batch weighs what it should.
 *
 * @param logits the model's scores for the batch
 */
export type Metric<Batch> = (logits: Tensor, batch: Batch) => MetricSum;

export type MetricSum = {
  /** `[]` */
  readonly total: Scalar;
  /** What `total` is to be divided by in the end, `[]`. */
  readonly count: Scalar;
};

/** What the ready metrics need to know of a batch. */
export interface TargetBatch {
  /** The right answers: of the shape of the logits, or of that without the last dimension. */
  readonly targets: Tensor;
  /**
   * Real steps of each sequence, `[batch]`, int32: padded steps are not counted where logits are `[batch, time, outputs]`. Logits of fewer
   * dimensions, `[batch, classes]` for example, tell of whole sequences: then everything counts.
   */
  readonly lengths?: Tensor1D | undefined;
}
