import { mul, type Scalar, sum } from '@tensorflow/tfjs-core';
import type { Loss } from '../train/objective.js';
import { countedElements } from './counted-elements.js';
import type { Metric, TargetBatch } from './metric.js';

/**
 * The mean of a loss over all elements of all batches.
 *
 * @param loss a mean over the elements of a batch
 * @param count how many elements that is, `[]`: default those of `targets` that are no padding
 */
export function meanLoss<Batch extends TargetBatch>(loss: Loss<Batch>): Metric<Batch>;
export function meanLoss<Batch>(loss: Loss<Batch>, count: (batch: Batch) => Scalar): Metric<Batch>;
export function meanLoss(loss: Loss<TargetBatch>, count?: (batch: TargetBatch) => Scalar): Metric<TargetBatch> {
  return (logits, batch) => {
    const elements = count?.(batch) ?? sum(countedElements('meanLoss', logits, batch));
    return { total: mul(loss(logits, batch), elements), count: elements };
  };
}
