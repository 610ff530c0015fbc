import { assertNumber } from '@tidegate/core';

export interface L2PenaltyOptions {
  /** How much the squares weigh, at least 0. */
  readonly coefficient: number;
  /** Whether a parameter is spared, by its name; by default those with "bias" in it, in upper or lower case. */
  readonly exclude?: (name: string) => boolean;
}

/** What `train` adds to the loss for the size of the weights: `coefficientOf(name) * sum(v^2) / 2` for each trainable parameter `v`. */
export interface Penalty {
  /** 0 spares the parameter of this name. */
  coefficientOf(name: string): number;
}

/**
 * An L2 penalty, also called weight decay or ridge: `coefficient * sum(v^2) / 2` over all trainable parameters but the biases, added to the
 * loss, with `coefficient * v` in the gradient of each. As TensorFlow's `l2_loss` has it. The decay of `adamw` is another one: that
 * passes the moments by.
 *
 * @throws ArgumentError if the coefficient is not a finite number of at least 0
 */
export function l2Penalty({ coefficient, exclude = isBias }: L2PenaltyOptions): Penalty {
  assertNumber('l2Penalty', 'coefficient', coefficient, { least: 0 });
  return { coefficientOf: (name) => (exclude(name) ? 0 : coefficient) };
}

function isBias(name: string): boolean {
  return name.toLowerCase().includes('bias');
}
