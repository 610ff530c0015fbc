import { mul, sum } from '@tensorflow/tfjs-core';
import { binaryCorrect } from './correct.js';
import { countedElements } from './counted-elements.js';
import type { Metric, TargetBatch } from './metric.js';

/**
 * The share of yes-or-no answers that are right, each element for itself: yes where the logit is above 0.
 *
 * Targets are 0 or 1, of the shape of the logits, or of that without a last dimension of size 1.
 */
export const binaryAccuracy: Metric<TargetBatch> = (logits, batch) => {
  const counted = countedElements('binaryAccuracy', logits, batch);
  return { total: sum(mul(binaryCorrect('binaryAccuracy', logits, batch.targets), counted)), count: sum(counted) };
};
