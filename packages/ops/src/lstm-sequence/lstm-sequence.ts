import { defineSequence } from '../sequence/define-sequence.js';
import { LstmSequence, LstmSequenceGradient } from './contract.js';

/** The LSTM over whole sequences, gates in the order i, f, g, o; see the `lstm` cell for the step. */
export const lstmSequence = defineSequence({
  forwardKernel: LstmSequence,
  gates: 4,
  gradientKernel: LstmSequenceGradient,
  state: ['h', 'c'],
  cache: ['gates', 'cells'],
  gradients: ['recurrentKernel', 'bias', 'initialH', 'initialC'],
});
