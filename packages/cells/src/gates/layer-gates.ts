import type { Tensor3D } from '@tensorflow/tfjs-core';
import { createRandom, type EmbeddedTokens, type LayerOptions, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { collectGates, type LayerGates } from './collect-gates.js';

/**
 * The same for a layer, with all that is in it and around it: `0/forward/update` is the update gate of the forward direction of the first
 * layer of a stack. A wrapper adds nothing to the path.
 *
 * @param inputs `[batch, time, inputSize]`, or the tokens that name them
 * @returns tensors that are the caller's; nothing is dropped
 * @throws TidegateError if no cell of the layer shows its gates, or two parts of a layer of your own go by one path
 */
export function layerGates<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
  params: Params,
  inputs: Tensor3D | EmbeddedTokens,
  options: Omit<LayerOptions<State>, 'context' | 'stateDropout'> = {},
): LayerGates {
  const context = { training: false, random: createRandom(0) };
  return collectGates('layerGates', (watchGates) => layer.run(params, inputs, { ...options, context: { ...context, watchGates } }));
}
