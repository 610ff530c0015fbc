import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { RecurrentAttributes, RecurrentGradientInputs, RecurrentInputs } from '../sequence/contract.js';

/**
 * Outputs `[outputs [batch, time, hidden], h [batch, hidden], c [batch, hidden], gates [batch, time, 4 * hidden], cells [batch, time, hidden]]`;
 * `gates` are the activated i, f, g, o, and `cells` the state c after each step. What they hold at padded steps is not read.
 */
export const LstmSequence = 'LstmSequence';
/** Outputs `[projectedGradient [batch, time, 4 * hidden], then those of recurrentKernel, bias, initialH, initialC]`. */
export const LstmSequenceGradient = 'LstmSequenceGradient';

export type LstmSequenceInputs = RecurrentInputs & {
  /** `[batch, hiddenSize]`; present or absent together with `initialH` */
  readonly initialC?: Tensor2D;
};
export type LstmSequenceAttributes = RecurrentAttributes & {
  /** Added to the forget gate before its sigmoid. */
  readonly forgetBias: number;
};
export type LstmSequenceGradientInputs = LstmSequenceInputs &
  RecurrentGradientInputs & { readonly gates: Tensor3D; readonly cells: Tensor3D; readonly cGradient?: Tensor2D };
