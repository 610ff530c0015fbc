import type { Tensor3D } from '@tensorflow/tfjs-core';
import { ArgumentError, type SequenceLayer, ShapeError, type TensorTree } from '@tidegate/core';
import { tidyResult } from '../scan/scan.js';
import { childOptions } from './child-options.js';

/** Parameters or state of each layer, under its position: `0`, `1`, ... */
type Stacked = { readonly [layer: string]: TensorTree };

/**
 * Layers one above the other: each reads the outputs of the one below it.
 *
 * @throws ArgumentError without any layer
 * @throws ShapeError if a layer does not take what the one below it gives
 */
export function stack(layers: readonly SequenceLayer[]): SequenceLayer<Stacked, Stacked> {
  const [first] = layers;
  const last = layers.at(-1);
  if (!first || !last) throw new ArgumentError('stack', 'layers', layers.length, 'a list of at least one layer');
  for (const [index, layer] of layers.entries()) {
    const below = layers[index - 1];
    if (below && below.outputSize !== layer.inputSize) {
      throw new ShapeError('stack', `[inputSize] of layer ${index}`, [layer.inputSize], [below.outputSize]);
    }
  }
  const each = <Value>(make: (layer: SequenceLayer, index: number) => Value) =>
    Object.fromEntries(layers.map((layer, index) => [String(index), make(layer, index)]));
  return {
    name: `stack(${layers.map(({ name }) => name).join(', ')})`,
    inputSize: first.inputSize,
    outputSize: last.outputSize,
    createParams: (random) => each((layer, index) => layer.createParams(random.split(index))),
    createState: (batch) => each((layer) => layer.createState(batch)),
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        let below = inputs;
        const state = each((layer, index) => {
          const result = layer.run(params[index] as TensorTree, below, childOptions('stack', options, index));
          below = result.outputs;
          return result.state;
        });
        return { outputs: below as Tensor3D, state };
      }),
  };
}
