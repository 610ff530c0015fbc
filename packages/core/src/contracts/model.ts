import type { Tensor, Tensor3D, Variable } from '@tensorflow/tfjs-core';
import type { Random } from '../random/random.js';

/** The gradient of the loss with respect to a recurrent state, on its way back through time. */
export interface StateGradient {
  /** The path of the recurrence among the layers, such as `encoder/0/forward`; empty for a recurrence by itself. */
  readonly layer: string;
  /** The part of the state, such as `h` or `c`. */
  readonly part: string;
  /** The step after which the state has this gradient: its place in the inputs, from 0, also in a recurrence that reads them in reverse. */
  readonly step: number;
  /** `[batch, size]`, zero for a sequence of which the step is padding. It is freed afterwards: reduce it at once. */
  readonly gradient: Tensor;
}

/**
 * Is told the gradient of every state on which the loss depends, the last step first, while gradients are computed. What comes through
 * the outputs of the step and what comes through the steps after it are both in it.
 */
export type StateGradientWatcher = (arriving: StateGradient) => void;

/** What one gate of a recurrence was at every step, or a part of the state that came of it. */
export interface GateValues {
  /** The path of the recurrence, as in `StateGradient`. */
  readonly layer: string;
  /** What the cell calls it, such as `forget` or `hidden`. */
  readonly gate: string;
  /** `[batch, time, size]`, each step at its place in the inputs, zero at padded ones. It is freed afterwards: clone or reduce it at once. */
  readonly values: Tensor3D;
}

/** Is told of each gate once a recurrence has gone through a batch; the layers in the order in which they run. */
export type GateWatcher = (told: GateValues) => void;

/** What a model may know beside its batch. */
export interface ForwardContext {
  /** True while weights are learned: dropout drops. */
  readonly training: boolean;
  /**
   * The random numbers of this step; the same value gives the same dropout mask. With `forRowsFrom`, some rows of a batch get what is
   * theirs of the mask of the whole, if they are padded to the same time.
   */
  readonly random: Random;
  /** Who is told how much gradient each step gets. Recurrences then run step by step, which is slower; the numbers are the same. */
  readonly watchStates?: StateGradientWatcher;
  /** Who is told the gates of cells that have a `gates`. Those recurrences then run step by step, which is slower; the numbers are the same. */
  readonly watchGates?: GateWatcher;
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
