import { expandDims, less, range, type Tensor, type Tensor1D, type Tensor3D, where, zerosLike } from '@tensorflow/tfjs-core';

/** The outputs of a layer with zeros at padded steps, whatever stood there: `[batch, time, features]`. */
export function zeroPadding(outputs: Tensor3D, lengths: Tensor1D | undefined): Tensor3D {
  if (!lengths) return outputs;
  const steps = range(0, outputs.shape[1], 1, 'int32');
  const isReal: Tensor = less(expandDims(steps, 0), expandDims(lengths, 1));
  return where(expandDims(isReal, 2), outputs, zerosLike(outputs)) as Tensor3D;
}
