import { TidegateError } from '@tidegate/core';
import { nameRanks } from '../process-group/name-ranks.js';

/** A gradient is not a number though the loss is one; the weights would be none after the step. */
export class NonFiniteGradientError extends TidegateError {
  readonly step: number;
  /** The processes in whose rows it has come up; none if it has in the sum of all. */
  readonly ranks: readonly number[];

  constructor(step: number, ranks: readonly number[]) {
    const where = ranks.length === 0 ? 'in the sum of all ranks' : `on ${nameRanks(ranks)}`;
    super(
      `train: a gradient of step ${step} is NaN or infinite ${where}, though the loss is finite; look for a square root or a ` +
        'logarithm at 0, or a division by 0, in the loss and the batch, lower the learning rate, or warm up',
    );
    this.step = step;
    this.ranks = ranks;
  }
}
