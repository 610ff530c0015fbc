import { defineSequence } from '../sequence/define-sequence.js';
import { RnnSequence, RnnSequenceGradient } from './contract.js';

/** `h' = activation(x W + h U + b)` over whole sequences; see the `rnn` cell for the step. */
export const rnnSequence = defineSequence({
  forwardKernel: RnnSequence,
  gates: 1,
  gradientKernel: RnnSequenceGradient,
  state: ['h'],
  cache: [],
  gradients: ['recurrentKernel', 'bias', 'initialH'],
});
