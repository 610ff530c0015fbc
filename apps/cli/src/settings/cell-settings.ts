import { type Activation, activations } from '@tidegate/cells';
import { type DropoutMask, dropoutMasks } from '@tidegate/core';
import { number, oneOf, probability, toggle, wholeNumber } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Cell';
const bound = number('a number above 0', (value) => value > 0);

/** What may be changed about the cells of a network on text, and about the layers around them. The models know which go together. */
export const cellSettings = {
  activation: {
    group,
    description: `of the state of rnn, of the candidate of lstm and gru: ${activations.join(', ')} (default: tanh)`,
    kind: oneOf<Activation>(activations),
  },
  recurrentActivation: {
    group,
    description: 'of the gates of lstm and gru, by the same names (default: sigmoid)',
    kind: oneOf<Activation>(activations),
  },
  resetAfter: {
    group,
    description: 'of gru: reset the state after the recurrent product, as PyTorch and Keras do (default)',
    kind: toggle,
    negation: 'of gru: reset it before the product, as Cho et al. 2014 have it',
  },
  forgetBias: {
    group,
    description: 'of lstm: added to the forget gate (default: 1)',
    kind: number('a number', () => true),
  },
  peepholes: { group, description: 'of lstm: let the gates see the cell', kind: toggle },
  cellClip: { group, description: 'of lstm: keep the cell within this bound', kind: bound },
  projection: { group, description: 'of lstm: features that an output is projected to', kind: wholeNumber(1, 4096) },
  projectionClip: { group, description: 'of lstm: keep what is projected within this bound', kind: bound },
  residual: { group, description: 'add the inputs of a layer to its outputs, where there are as many', kind: toggle },
  layerNormalization: { group, description: 'normalise the outputs of each layer', kind: toggle },
  learnedState: { group, description: 'learn the state that each layer starts from', kind: toggle },
  inputDropout: { group, description: 'drop inputs of the layers while training', kind: probability },
  stateDropout: { group, description: 'drop parts of the state from step to step while training', kind: probability },
  dropoutMask: {
    group,
    description: 'draw what the layers drop for each step, or once for a sequence: step, sequence (default: step)',
    kind: oneOf<DropoutMask>(dropoutMasks),
  },
} satisfies Record<string, Setting>;
