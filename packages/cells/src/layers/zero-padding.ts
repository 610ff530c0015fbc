import { cast, expandDims, type Tensor1D, type Tensor3D, where, zerosLike } from '@tensorflow/tfjs-core';
import { realSteps } from '@tidegate/ops';

/** The outputs of a layer with zeros at padded steps, whatever stood there: `[batch, time, features]`. */
export function zeroPadding(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor3D {
  if (!lengths) return outputs;
  const isReal = cast(expandDims(realSteps(lengths, outputs.shape[1]), 2), 'bool');
  return where(isReal, outputs, zerosLike(outputs)) as Tensor3D;
}
