import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
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
}

export interface ScanResult<State extends TensorTree = TensorTree> {
  /** `[batch, time, hiddenSize]`, zero at padded steps. */
  readonly outputs: Tensor3D;
  /** The state of each sequence after the last real step that was visited. */
  readonly state: State;
}

/** A recurrence that a backend can run as one launch over all steps. */
export interface SequenceOp<Params extends TensorTree, State extends TensorTree> {
  /** Whether the active backend has the kernels. */
  isSupported(): boolean;
  /** `inputs` are `[batch, time, inputSize]`. */
  run(params: Params, inputs: Tensor3D, options: ScanOptions<State> & { readonly reverse: boolean }): ScanResult<State>;
}

/** What maps whole sequences to whole sequences: the scan of one cell, both directions, or a stack of such layers. */
export interface SequenceLayer<Params extends TensorTree = TensorTree, State extends TensorTree = TensorTree> {
  readonly name: string;
  readonly inputSize: number;
  readonly outputSize: number;
  createParams(random: Random): Params;
  createState(batch: number): State;
  /** `inputs` are `[batch, time, inputSize]`, the outputs `[batch, time, outputSize]`. */
  run(params: Params, inputs: Tensor3D, options?: LayerOptions<State>): ScanResult<State>;
}

export type LayerOptions<State extends TensorTree = TensorTree> = Omit<ScanOptions<State>, 'reverse'> & {
  /** Whether this is training, and the random numbers for it; a layer without dropout needs none. */
  readonly context?: ForwardContext;
};
