import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { EncodedBatch, Labels } from '@tidegate/datasets';
import { realSteps, softmaxCrossEntropy } from '@tidegate/ops';
import type { Loss } from '@tidegate/training';
import type { TargetOf } from '../../text/encode.js';
import { balancedWeights } from '../classification/learning.js';
import type { TaggerValues } from './settings.js';

/** The id of the tag of each token. */
export function tagTargets(labels: Labels): TargetOf {
  return ({ tags = [], place }) => Int32Array.from(tags, (tag) => labels.idOf(tag, place));
}

/** The mean cross-entropy of the tags, and what it needs, to be freed. */
export function taggingLoss(
  labels: Labels,
  { labelSmoothing, classWeights: weighting }: Pick<TaggerValues, 'labelSmoothing' | 'classWeights'>,
  counts: ReadonlyMap<string, number>,
): { readonly loss: Loss<EncodedBatch>; dispose(): void } {
  const classWeights = weighting === 'balanced' ? tensor1d(balancedWeights(labels, counts)) : undefined;
  const options = { ...(labelSmoothing !== undefined && { labelSmoothing }), ...(classWeights && { classWeights }) };
  return {
    loss: (logits: Tensor, { targets, lengths }) =>
      softmaxCrossEntropy(logits, targets, { ...options, weights: realSteps(lengths, targets.shape[1] as number) }),
    dispose: () => classWeights?.dispose(),
  };
}
