import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError unless the tensor holds values of this type */
export function assertDtype(caller: string, name: string, tensor: Tensor, dtype: 'float32' | 'int32'): void {
  if (tensor.dtype !== dtype) throw new ArgumentError(caller, `${name}.dtype`, tensor.dtype, `${dtype} (cast changes it)`);
}
