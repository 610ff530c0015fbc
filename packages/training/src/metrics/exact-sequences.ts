import { cast, equal, mul, reshape, scalar, sub, sum } from '@tensorflow/tfjs-core';
import { binaryCorrect, classCorrect } from './correct.js';
import type { Metric, TargetBatch } from './metric.js';
import { realSteps } from './real-steps.js';

/**
 * The share of sequences that are right at every real step.
 *
 * Targets of int32 are class ids `[batch, time]` for logits `[batch, time, classes]`; others are yes-or-no answers as for `binaryAccuracy`.
 */
export const exactSequences: Metric<TargetBatch> = (logits, batch) => {
  const { targets } = batch;
  const correct = (targets.dtype === 'int32' ? classCorrect : binaryCorrect)('exactSequences', logits, targets);
  const wrong = mul(sub(1, correct), realSteps('exactSequences', batch));
  const sequences = targets.shape[0] ?? 1;
  const wrongPerSequence = sum(reshape(wrong, [sequences, -1]), 1);
  return { total: sum(cast(equal(wrongPerSequence, 0), 'float32')), count: scalar(sequences) };
};
