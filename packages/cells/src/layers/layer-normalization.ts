import { add, mean, mul, ones, rsqrt, square, sub, type Tensor1D, type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import type { SequenceLayer, TensorTree } from '@tidegate/core';
import { tidyResult } from '../scan/scan.js';
import { zeroPadding } from './zero-padding.js';

export type NormalizedParams<Params extends TensorTree> = {
  readonly layer: Params;
  /** `[outputSize]`, at first ones. */
  readonly gain: Tensor1D;
  /** `[outputSize]`, at first zeros. */
  readonly bias: Tensor1D;
};

/** Added to the variance, so that outputs which are all alike have one. */
const epsilon = 1e-5;

/**
 * A layer whose outputs are normalised over their features, each step of each sequence by itself, and then scaled and moved by what is
 * learned: `gain (y - mean(y)) / sqrt(variance(y) + 1e-5) + bias`, zero at padded steps.
 * Ba, Kiros and Hinton, "Layer normalization", arXiv 1607.06450.
 */
export function withLayerNormalization<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
): SequenceLayer<NormalizedParams<Params>, State> {
  return {
    ...layer,
    name: `layerNormalization(${layer.name})`,
    createParams: (random) => ({
      layer: layer.createParams(random),
      gain: ones([layer.outputSize]),
      bias: zeros([layer.outputSize]),
    }),
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        const { outputs, state } = layer.run(params.layer, inputs, options);
        const scaled = add(mul(normalize(outputs), params.gain), params.bias) as Tensor3D;
        return { outputs: zeroPadding(scaled, options.lengths), state };
      }),
  };
}

/** Mean 0 and variance 1 over the last axis. */
function normalize(outputs: Tensor3D): Tensor3D {
  const centered = sub(outputs, mean(outputs, 2, true));
  return mul(centered, rsqrt(add(mean(square(centered), 2, true), epsilon)));
}
