import type { RecurrentAttributes, RecurrentGradientInputs, RecurrentInputs } from '../sequence/contract.js';

/** Outputs `[outputs [batch, time, hidden], h [batch, hidden]]`. */
export const RnnSequence = 'RnnSequence';
/** Outputs `[projectedGradient [batch, time, hidden], then those of recurrentKernel, bias, initialH]`. */
export const RnnSequenceGradient = 'RnnSequenceGradient';

export const rnnActivations = ['tanh', 'relu', 'sigmoid'] as const;
export type RnnActivation = (typeof rnnActivations)[number];

export type RnnSequenceInputs = RecurrentInputs;
export type RnnSequenceAttributes = RecurrentAttributes & { readonly activation: RnnActivation };
export type RnnSequenceGradientInputs = RecurrentInputs & RecurrentGradientInputs;
