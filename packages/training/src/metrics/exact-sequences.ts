import { cast, equal, greater, mul, reshape, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import { binaryCorrect, classCorrect } from './correct.js';
import { countedElements } from './counted-elements.js';
import type { Metric, TargetBatch } from './metric.js';

/**
 * The share of sequences that are right at every real step.
 *
 * Targets of int32 are class ids `[batch, time]` for logits `[batch, time, classes]` of at least two classes; others are yes-or-no answers
 * as for `binaryAccuracy`. A sequence without a real step is not counted.
 */
export const exactSequences: Metric<TargetBatch> = (logits, batch) => {
  const { targets } = batch;
  const isChoice = targets.dtype === 'int32' && logits.rank === targets.rank + 1 && logits.shape.at(-1) !== 1;
  const correct = (isChoice ? classCorrect : binaryCorrect)('exactSequences', logits, targets);
  const real = countedElements('exactSequences', logits, batch);
  const sequences = targets.shape[0] ?? 1;
  const perSequence = (steps: Tensor): Tensor => sum(reshape(steps, [sequences, targets.size / Math.max(1, sequences)]), 1);
  const counted = cast(greater(perSequence(real), 0), 'float32');
  const exact = cast(equal(perSequence(mul(sub(1, correct), real)), 0), 'float32');
  return { total: sum(mul(exact, counted)), count: sum(counted) };
};
