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

/** The mean cross-entropy of the tags, what it is the mean over, and what it needs, to be freed. */
export function taggingLoss(
  labels: Labels,
  { labelSmoothing, classWeights: weighting }: Pick<TaggerValues, 'labelSmoothing' | 'classWeights'>,
  counts: ReadonlyMap<string, number>,
): { readonly loss: Loss<EncodedBatch>; weightOf(batch: EncodedBatch): number; dispose(): void } {
  const weights = weighting === 'balanced' ? balancedWeights(labels, counts) : undefined;
  const classWeights = weights && tensor1d(weights);
  const options = { ...(labelSmoothing !== undefined && { labelSmoothing }), ...(classWeights && { classWeights }) };
  return {
    loss: (logits: Tensor, { targets, lengths }) =>
      softmaxCrossEntropy(logits, targets, { ...options, weights: realSteps(lengths, targets.shape[1] as number) }),
    weightOf: (batch) => weightOfTokens(batch, weights),
    dispose: () => classWeights?.dispose(),
  };
}

/** The tokens of a batch, or the sum of the weights of their tags; padding does not count. */
function weightOfTokens({ examples, targets }: EncodedBatch, weights: Float32Array | undefined): number {
  const time = targets.shape[1] as number;
  let sum = 0;
  for (const { ids, target } of examples) {
    const tags = target as Int32Array;
    const tokens = Math.min(ids.length, time);
    // A text without a token is one unknown token, whose tag is that of padding.
    for (let step = 0; step < tokens; step++) sum += weights ? (weights[tags[step] ?? 0] as number) : 1;
  }
  return sum;
}
