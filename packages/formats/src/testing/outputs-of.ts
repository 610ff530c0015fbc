import { type Rank, tensor } from '@tensorflow/tfjs-core';
import { toTensors, type Weights } from '@tidegate/cells';
import type { SequenceLayer, TensorTree } from '@tidegate/core';
import { recordedModules } from '@tidegate/fixtures/node';

/** What a layer gives for the inputs that PyTorch's modules were given. */
export function outputsOf(layer: SequenceLayer, params: Weights): ArrayLike<number> {
  const { shape, values } = recordedModules.inputs;
  const inputs = tensor<Rank.R3>([...values], shape as [number, number, number]);
  return layer.run(toTensors<TensorTree>(params), inputs).outputs.dataSync();
}
