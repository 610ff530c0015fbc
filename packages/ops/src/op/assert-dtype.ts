import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError unless the tensor holds values of this type */
export function assertDtype(caller: string, name: string, tensor: Tensor, dtype: 'float32' | 'int32'): void {
  if (tensor.dtype !== dtype) throw new ArgumentError(caller, `${name}.dtype`, tensor.dtype, `${dtype} (cast changes it)`);
}

/** @throws ArgumentError unless all tensors of a list hold float32 values: compiled kernels would misread the bits of others */
export function assertFloats(caller: string, name: string, tensors: readonly Tensor[]): void {
  for (const [index, tensor] of tensors.entries()) assertDtype(caller, `${name}[${index}]`, tensor, 'float32');
}
