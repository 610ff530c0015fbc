import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Random, TensorTree } from '@tidegate/core';

/** What is known of each token of a text. */
export interface TokensInContext {
  /** `[batch, time, embeddingSize]`: the vector of each token */
  readonly vectors: Tensor3D;
  /** `[batch, time, size]`: outputs from the first token up to this one, zero at padded steps */
  readonly forward: Tensor3D;
  /** `[batch, time, size]`: outputs from the last token back to this one, zero at padded steps */
  readonly backward: Tensor3D;
  /** `[batch]`, int32 */
  readonly lengths?: Tensor1D;
}

/** How tokens in their contexts become one vector for each text. */
export interface ContextReader {
  /** The part of the model's parameters that is this reader's. */
  readonly name: string;
  readonly featureSize: number;
  /** @param random its own stream */
  createParams(random: Random): TensorTree;
  /** `[batch, featureSize]`, of which padding changes nothing; zeros of an empty text */
  read(params: TensorTree, tokens: TokensInContext): Tensor2D;
}
