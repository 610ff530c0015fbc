import { mul, sum } from '@tensorflow/tfjs-core';
import { classCorrect } from './correct.js';
import { countedElements } from './counted-elements.js';
import type { Metric, TargetBatch } from './metric.js';

/** The share of choices among classes that are right: logits `[..., classes]`, targets class ids `[...]`, int32. */
export const accuracy: Metric<TargetBatch> = (logits, batch) => {
  const counted = countedElements('accuracy', logits, batch);
  return { total: sum(mul(classCorrect('accuracy', logits, batch.targets), counted)), count: sum(counted) };
};
