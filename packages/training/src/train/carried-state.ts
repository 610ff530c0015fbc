import { clone, keep, type Scalar } from '@tensorflow/tfjs-core';
import { ArgumentError, type ForwardContext, flattenTree, mapTree, type TensorTree } from '@tidegate/core';
import type { Objective } from './objective.js';

/** What goes from batch to batch: held by training, and without a gradient, since each batch is differentiated by itself. */
export interface CarriedState<Batch> {
  /** The objective's loss of a batch; what it carries waits for `accept`. */
  loss(batch: Batch, context: ForwardContext): Scalar;
  /** Puts what the last objective carried in the place of what it was given; nothing, if none was run since. */
  accept(): void;
  /** Marks what is carried as that of the last step; `lastStep` is it until the next one, whatever batches come between. */
  endStep(): void;
  readonly lastStep: TensorTree | undefined;
  /** Goes on from what another training carried; takes the tensors. */
  restore(tree: TensorTree): void;
  /** Forgets everything: at the end of an epoch, or when something has thrown. */
  clear(): void;
}

/** @param byRows whether what is carried must have rows */
export function createCarriedState<Batch>(objective: Objective<Batch>, byRows: boolean): CarriedState<Batch> {
  let carried: TensorTree | undefined;
  let next: TensorTree | undefined;
  let lastStep: TensorTree | undefined;
  return {
    loss(batch, context) {
      const result = objective(batch, { context, carried });
      if (byRows && result.carried) assertRows(result.carried);
      // Copies of the references: the objective may carry tensors of the batch, or what it was given.
      next = result.carried && mapTree(result.carried, (tensor) => keep(clone(tensor)));
      return result.loss;
    },
    accept() {
      if (carried !== lastStep) free(carried);
      carried = next;
      next = undefined;
    },
    endStep() {
      if (lastStep !== carried) free(lastStep);
      lastStep = carried;
    },
    get lastStep() {
      return lastStep;
    },
    restore(tree) {
      carried = mapTree(tree, (tensor) => keep(tensor));
      lastStep = carried;
    },
    clear() {
      if (lastStep !== carried) free(lastStep);
      free(carried);
      free(next);
      carried = undefined;
      next = undefined;
      lastStep = undefined;
    },
  };
}

function free(tree: TensorTree | undefined): void {
  for (const [, tensor] of flattenTree(tree ?? {})) tensor.dispose();
}

function assertRows(tree: TensorTree): void {
  const scalar = flattenTree(tree).find(([, { rank }]) => rank === 0);
  if (!scalar) return;
  throw new ArgumentError(
    'train',
    `carried.${scalar[0]}`,
    'a scalar',
    'of the rows of its batch as the first axis, for training in parallel',
  );
}
