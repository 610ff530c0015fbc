import { defineSequence } from '../sequence/define-sequence.js';
import { GruSequence, GruSequenceGradient } from './contract.js';

/** The GRU over whole sequences, gates in the order r, z, n; see the `gru` cell for the step. */
export const gruSequence = defineSequence({
  forwardKernel: GruSequence,
  gates: 3,
  gradientKernel: GruSequenceGradient,
  state: ['h'],
  cache: ['gates'],
  gradients: ['recurrentKernel', 'bias', 'recurrentBias', 'initialH'],
});
