import { TidegateError } from '@tidegate/core';
import { nameRanks } from '../process-group/name-ranks.js';

/** The loss became infinite or not a number; no later step can mend that. */
export class NonFiniteLossError extends TidegateError {
  readonly step: number;
  /** Of the first of the ranks, if there are ranks. */
  readonly loss: number;
  /** The processes whose part of the batch has such a loss, where several train together. */
  readonly ranks: readonly number[] | undefined;

  constructor(step: number, loss: number, ranks?: readonly number[]) {
    super(
      `train: the loss of step ${step} is ${loss}${ranks ? ` on ${nameRanks(ranks)}` : ''}; lower the learning rate, clip the gradients ` +
        '(clipByGlobalNorm), warm up, or look for a NaN or a logarithm of 0 in the batch and the loss',
    );
    this.step = step;
    this.loss = loss;
    this.ranks = ranks;
  }
}
