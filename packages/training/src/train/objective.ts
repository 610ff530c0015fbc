import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, type ForwardContext, type Model, type TensorTree } from '@tidegate/core';

/** What is learned from a batch, as a function of the model's `logits`; the result is `[]`. */
export type Loss<Batch> = (logits: Tensor, batch: Batch) => Scalar;

/** What an objective may know beside its batch. */
export interface ObjectiveStep {
  /** Training, with the random numbers of this batch. */
  readonly context: ForwardContext;
  /** What the batch before it in this epoch gave as `carried`; nothing for the first one of an epoch. Without a gradient. */
  readonly carried: TensorTree | undefined;
}

export interface ObjectiveResult {
  /** `[]` */
  readonly loss: Scalar;
  /** What the next batch shall be given, such as the state of a recurrence; the tensors remain the objective's, training keeps copies. */
  readonly carried?: TensorTree | undefined;
}

/**
 * What is learned from a batch, where that is no function of the logits alone: the loss of a text whose state is carried from batch to
 * batch (truncated back-propagation through time, Williams and Peng 1990), or one that samples classes instead of scoring all.
 */
export type Objective<Batch> = (batch: Batch, step: ObjectiveStep) => ObjectiveResult;

/** What a model is to learn: a loss, or an objective. */
export interface Goal<Batch> {
  readonly model: Model<Batch>;
  readonly loss?: Loss<Batch> | undefined;
  readonly objective?: Objective<Batch> | undefined;
}

/**
 * The objective, or the loss as one that carries nothing.
 *
 * @throws ArgumentError unless there is one of them and not both
 */
export function objectiveOf<Batch>(caller: string, { model, loss, objective }: Goal<Batch>): Objective<Batch> {
  if (loss && objective) throw new ArgumentError(caller, 'loss', 'given beside an objective', 'absent where there is an objective');
  if (objective) return objective;
  if (!loss) throw new ArgumentError(caller, 'loss', loss, 'a function of logits and batch, unless there is an objective');
  return (batch, { context }) => ({ loss: loss(model.logits(batch, context), batch) });
}
