import { mul, sum } from '@tensorflow/tfjs-core';
import { classCorrect } from './correct.js';
import type { Metric, TargetBatch } from './metric.js';
import { realSteps } from './real-steps.js';

/** The share of choices among classes that are right: logits `[..., classes]`, targets class ids `[...]`, int32. */
export const accuracy: Metric<TargetBatch> = (logits, batch) => {
  const counted = realSteps('accuracy', logits, batch);
  return { total: sum(mul(classCorrect('accuracy', logits, batch.targets), counted)), count: sum(counted) };
};
