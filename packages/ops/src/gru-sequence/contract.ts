import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import type { RecurrentAttributes, RecurrentGradientInputs, RecurrentInputs } from '../sequence/contract.js';

/**
 * Outputs `[outputs [batch, time, hidden], h [batch, hidden], gates [batch, time, 4 * hidden]]`; `gates` are the activated r, z, n and
 * then q, the recurrent product of the candidate with its bias. What they hold at padded
 * steps is not read.
 */
export const GruSequence = 'GruSequence';
/** Outputs `[projectedGradient [batch, time, 3 * hidden], then those of recurrentKernel, bias, recurrentBias, initialH]`. */
export const GruSequenceGradient = 'GruSequenceGradient';

export type GruSequenceInputs = RecurrentInputs & {
  /** `[3 * hiddenSize]`, added to the recurrent products; zero if absent */
  readonly recurrentBias?: Tensor1D;
};
export type GruSequenceAttributes = RecurrentAttributes & {
  /** Whether the reset gate multiplies the candidate's recurrent product, or the state before that product. */
  readonly resetAfter: boolean;
};
export type GruSequenceGradientInputs = GruSequenceInputs & RecurrentGradientInputs & { readonly gates: Tensor3D };
