import {
  bidirectional,
  gru,
  lstm,
  recurrent,
  stack,
  withDropout,
  withLayerNormalization,
  withLearnedState,
  withResidual,
} from '@tidegate/cells';
import type { DropoutMask, SequenceLayer } from '@tidegate/core';
import { testLayer } from '../cell/test-layer.js';
import type { Truth } from '../compare/truth.js';

/** Every wrapper around layers of both kinds, one upon the other. */
function wrapped(mask: DropoutMask): SequenceLayer {
  const both = bidirectional({
    forward: lstm({ inputSize: 4, hiddenSize: 2 }),
    backward: lstm({ inputSize: 4, hiddenSize: 2, peepholes: true }),
  });
  const deep = stack([withResidual(both), recurrent(gru({ inputSize: 4, hiddenSize: 4 }))]);
  const normalized = withResidual(withLayerNormalization(withLearnedState(deep)));
  return withDropout(normalized, { input: 0.2, output: 0.2, state: 0.3, mask });
}

export function testLayers(truth: Truth = {}): void {
  testLayer('with all wrappers, a mask for each step', () => wrapped('step'), { causal: false, learnsState: true, truth });
  testLayer('with all wrappers, a mask for each sequence', () => wrapped('sequence'), { causal: false, learnsState: true, truth });
}
