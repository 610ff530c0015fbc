import { TidegateError } from '@tidegate/core';

/** The loss became infinite or not a number; no later step can mend that. */
export class NonFiniteLossError extends TidegateError {
  readonly step: number;
  readonly loss: number;

  constructor(step: number, loss: number) {
    super(
      `train: the loss of step ${step} is ${loss}; lower the learning rate, clip the gradients (clipByGlobalNorm), warm up, ` +
        'or look for a NaN or a logarithm of 0 in the batch and the loss',
    );
    this.step = step;
    this.loss = loss;
  }
}
