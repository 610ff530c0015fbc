import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';

type Layer = ReturnType<typeof layers.concatenate>;

/** What a layer of one output makes of its input, or, if it joins several, of its inputs. */
export function connect(layer: Pick<Layer, 'apply'>, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(input) as SymbolicTensor;
}
