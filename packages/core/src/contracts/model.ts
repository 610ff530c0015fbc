import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Random } from '../random/random.js';

/** What a model may know beside its batch. */
export interface ForwardContext {
  /** True while weights are learned: dropout drops. */
  readonly training: boolean;
  /** The random numbers of this step; the same value gives the same dropout mask. */
  readonly random: Random;
}

/** JSON: what a configuration is made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A network with its weights. */
export interface Model<Batch, Config extends Json = Json> {
  readonly name: string;
  /** With the weights, enough to rebuild the model. */
  readonly config: Config;
  /** The weights under their path names, such as `encoder/0/recurrentKernel`. */
  readonly parameters: Readonly<Record<string, Variable>>;
  /** Scores before any squashing; their shape is the model's own. */
  logits(batch: Batch, context: ForwardContext): Tensor;
  /** Frees the weights. */
  dispose(): void;
}
