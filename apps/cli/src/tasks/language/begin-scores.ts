import { fill, tidy } from '@tensorflow/tfjs-core';
import type { LanguageModel } from '@tidegate/models';

/**
 * Lets the scores of a new model begin at the logarithm of one share of the vocabulary. Noise-contrastive estimation takes a score for the
 * logarithm of a probability, unlike a softmax, which takes no notice of what all scores have in common: from zeros it would first have to
 * learn that not every token is certain. Mnih and Teh, "A fast and simple algorithm for training neural probabilistic language models",
 * ICML 2012.
 */
export function beginScores({ head: { bias }, config: { vocabularySize } }: Pick<LanguageModel, 'head' | 'config'>): void {
  tidy(() => bias?.assign(fill(bias.shape, -Math.log(vocabularySize))));
}
