import { cpuBackend } from '@tidegate/backend-cpu';
import { type SequenceLayer, useBackend } from '@tidegate/core';
import { testLayer } from '@tidegate/testing';
import { beforeAll } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from './bidirectional.js';
import { withDropout } from './dropout.js';
import { withLayerNormalization } from './layer-normalization.js';
import { withLearnedState } from './learned-state.js';
import { recurrent } from './recurrent.js';
import { withResidual } from './residual.js';
import { stack } from './stack.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const both = (): SequenceLayer =>
  bidirectional({ forward: lstm({ inputSize: 4, hiddenSize: 2 }), backward: lstm({ inputSize: 4, hiddenSize: 2, peepholes: true }) });

/** Layers from 4 features to 4, so that every wrapper fits around every one. */
const bases: Readonly<Record<string, () => SequenceLayer>> = {
  recurrent: () => recurrent(gru({ inputSize: 4, hiddenSize: 4 })),
  'deep bidirectional': () => stack([both(), both()]),
  stack: () =>
    stack([
      recurrent(lstm({ inputSize: 4, hiddenSize: 5, projection: 3 })),
      withResidual(recurrent(rnn({ inputSize: 3, hiddenSize: 3 }))),
      recurrent(gru({ inputSize: 3, hiddenSize: 4, resetAfter: false })),
    ]),
};

const wrappers: Readonly<Record<string, (layer: SequenceLayer) => SequenceLayer>> = {
  nothing: (layer) => layer,
  'dropout of outputs': (layer) => withDropout(layer, 0.4),
  'dropout of all, a mask a step': (layer) => withDropout(layer, { input: 0.2, output: 0.3, state: 0.4 }),
  'dropout of all, a mask a sequence': (layer) => withDropout(layer, { input: 0.2, output: 0.3, state: 0.4, mask: 'sequence' }),
  residual: withResidual,
  'layer normalisation': (layer) => withLayerNormalization(layer),
  'learned state': (layer) => withLearnedState(layer),
  'all of them': (layer) =>
    withDropout(withResidual(withLayerNormalization(withLearnedState(layer))), {
      input: 0.2,
      output: 0.2,
      state: 0.3,
    }),
};

for (const [base, make] of Object.entries(bases)) {
  for (const [wrapper, wrap] of Object.entries(wrappers)) {
    testLayer(`${base}, with ${wrapper}`, () => wrap(make()), {
      causal: !base.includes('bidirectional'),
      learnsState: ['learned state', 'all of them'].includes(wrapper),
    });
  }
}
