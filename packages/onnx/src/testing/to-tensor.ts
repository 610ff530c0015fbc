import { type Rank, type Tensor, tensor } from '@tensorflow/tfjs-core';

export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export function toTensor({ shape, data }: Numbers): Tensor {
  return tensor<Rank>(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
}
