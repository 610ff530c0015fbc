import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ForwardContext, Json, Model } from '@tidegate/core';
import type { TokenBatch } from '../embedding/token-batch.js';
import type { DenseHead } from './dense-head.js';

/** A network that scores a text as a whole, with the two halves of its logits: `logits = features kernel + bias`. */
export interface TextClassifier<Config extends Json = Json> extends Model<TokenBatch, Config> {
  /** What the head reads of each text, `[batch, size]`; in training, with what `dropout` drops. The caller frees it. */
  features(batch: TokenBatch, context: ForwardContext): Tensor2D;
  /** Where the scores come from: a column for each class, unlike the head of a language model. */
  readonly head: DenseHead;
}
