import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random } from '../random/random.js';
import type { TensorTree } from '../tensors/tensor-tree.js';
import type { SequenceOp } from './sequence.js';

/**
 * One step of a recurrence: an object of pure functions that makes tensors, disposes none and remembers nothing.
 *
 * The work of a step is split by what waits for the previous step: `projectInput` does not, so it runs once for all steps.
 */
export interface Cell<Params extends TensorTree = TensorTree, State extends TensorTree = TensorTree, Gate extends string = string> {
  readonly name: string;
  /** Features of an input vector. */
  readonly inputSize: number;
  /** Features of an output vector. */
  readonly hiddenSize: number;
  /** New weights, drawn from `random`. */
  createParams(random: Random): Params;
  /** The state before the first step: zeros, each `[batch, size]`. */
  createState(batch: number): State;
  /** What of a step depends on the input alone: `[rows, inputSize]` to `[rows, anything]`. */
  projectInput(params: Params, inputs: Tensor2D): Tensor2D;
  /**
   * The state after a step; `projected` is this step's part of `projectInput`'s result, `[batch, anything]`. Where elements of the state
   * are dropped, `read` is what the recurrent products read in its place; what a step merely keeps, it keeps of `state`.
   */
  step(params: Params, state: State, projected: Tensor2D, read?: State): State;
  /**
   * What `step` computes of the same arguments on its way, `[batch, size]` each, by the names of the textbooks, such as `update` or `hidden`:
   * gates after their squashing, and the parts of the state after the step. Let `step` read its state from it, so that both are one. Absent
   * of a cell that shows nothing of itself.
   */
  gates?(params: Params, state: State, projected: Tensor2D, read?: State): { readonly [gate in Gate]: Tensor2D };
  /** The parts of the state that recurrent products read, such as `h`, of a cell whose `step` takes `read`; absent if it does not. */
  readonly recurrentParts?: readonly string[];
  /** The output of a step, `[batch, hiddenSize]`, read from the state after it. */
  output(state: State): Tensor2D;
  /** The same recurrence as one op over the whole sequence, where the cell's options allow it. */
  readonly sequence?: SequenceOp<Params, State>;
}
