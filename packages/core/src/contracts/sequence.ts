import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Random } from '../random/random.js';
import type { TensorTree } from '../tensors/tensor-tree.js';
import type { ForwardContext } from './model.js';

/**
 * How to go through a batch of sequences.
 *
 * A batch of three sequences of 3, 1 and 0 steps, `lengths: [3, 1, 0]` (`x` real, `.` padding, always on the right):
 * ```text
 * time       0  1  2      forward visits   reverse visits   final state after
 * sequence 0 x  x  x      0, 1, 2          2, 1, 0          2 (reverse: 0)
 * sequence 1 x  .  .      0                0                0
 * sequence 2 .  .  .      nothing          nothing          the initial state
 * ```
 */
export interface ScanOptions<State extends TensorTree = TensorTree> {
  /** The state before the first step that is visited; zeros if absent. */
  readonly state?: State;
  /** Real steps of each sequence, `[batch]`, int32, padding on the right; all steps are real if absent. What stands in the padding is of no consequence as
   * long as it is finite. */
  readonly lengths?: Tensor1D;
  /** Visits the last step first. Outputs stay in the order of the inputs. */
  readonly reverse?: boolean;
  /** Whether this is training, the random numbers for it, and who watches; nothing is dropped or watched without it. */
  readonly context?: ForwardContext;
  /** Dropout between the steps, in training; a layer hands it down to every recurrence that it is made of. */
  readonly stateDropout?: StateDropout;
}

export const dropoutMasks = ['step', 'sequence'] as const;
/** A mask is drawn anew at each step, or once for all steps of a sequence. */
export type DropoutMask = (typeof dropoutMasks)[number];

/** Dropout on the state as the recurrent products read it. */
export interface StateDropout {
  /** The probability that an element is dropped, in `[0, 1)`. */
  readonly rate: number;
  readonly mask: DropoutMask;
}

export interface ScanResult<State extends TensorTree = TensorTree> {
  /** `[batch, time, hiddenSize]`, zero at padded steps. */
  readonly outputs: Tensor3D;
  /** The state of each sequence after the last real step that was visited. */
  readonly state: State;
}

/**
 * Inputs `[batch, time, inputSize]` as what they are rows of: step `t` of sequence `b` reads row `ids[b, t]` of the table. Whoever takes
 * them may look the rows up, or compute once with each row what would be the same wherever its id stands.
 */
export interface EmbeddedTokens {
  /** `[vocabulary, inputSize]`, float32: the vector of each token */
  readonly table: Tensor2D;
  /** `[batch, time]`, int32: the token at each step, from 0 to `vocabulary - 1`, in the padding too */
  readonly ids: Tensor2D;
}

/** A recurrence that a backend can run as one launch over all steps. */
export interface SequenceOp<Params extends TensorTree, State extends TensorTree> {
  /** Whether the active backend has the kernels. */
  isSupported(): boolean;
  /** `inputs` are `[batch, time, inputSize]`. */
  run(params: Params, inputs: Tensor3D, options: SequenceOpOptions<State>): ScanResult<State>;
  /** The same in two parts, so that what repeats among the inputs is multiplied once; absent where the op has no such form. */
  readonly projected?: ProjectedSequenceOp<Params, State>;
}

export type SequenceOpOptions<State extends TensorTree> = Pick<ScanOptions<State>, 'state' | 'lengths'> & { readonly reverse: boolean };

/** A sequence op whose inputs enter it row by row, through a product that the caller may make elsewhere. */
export interface ProjectedSequenceOp<Params extends TensorTree, State extends TensorTree> {
  /** `[rows, inputSize]` to `[rows, anything]`; each row by itself, without what `run` adds, such as a bias. */
  project(params: Params, rows: Tensor2D): Tensor2D;
  /** `projected` is `[batch, time, anything]`. */
  run(params: Params, projected: Tensor3D, options: SequenceOpOptions<State>): ScanResult<State>;
}

/** What maps whole sequences to whole sequences: the scan of one cell, both directions, a stack of such layers, a wrapper of one. */
export interface SequenceLayer<Params extends TensorTree = TensorTree, State extends TensorTree = TensorTree> {
  readonly name: string;
  readonly inputSize: number;
  readonly outputSize: number;
  createParams(random: Random): Params;
  createState(batch: number): State;
  /**
   * `inputs` are `[batch, time, inputSize]`, as they are or by their tokens; the outputs are `[batch, time, outputSize]`. A layer that reads
   * them itself, instead of handing them to `scan` or to another layer, makes a tensor of tokens with `lookUp` of `@tidegate/cells`. A
   * layer that runs others hands them all of the options, each with the stream of random numbers and the path that are its own.
   */
  run(params: Params, inputs: Tensor3D | EmbeddedTokens, options?: LayerOptions<State>): ScanResult<State>;
}

export type LayerOptions<State extends TensorTree = TensorTree> = Omit<ScanOptions<State>, 'reverse'>;
