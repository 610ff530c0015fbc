import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';

/** The values of a float32 tensor, row by row. */
export function readFloats(backend: unknown, tensor: TensorInfo): Float32Array {
  return read(backend, tensor) as Float32Array;
}

/** The values of a float32 tensor that may be absent: then so many zeros. */
export function readFloatsOrZeros(backend: unknown, tensor: TensorInfo | undefined, length: number): Float32Array {
  return tensor ? readFloats(backend, tensor) : new Float32Array(length);
}

/** The values of an int32 tensor, row by row. */
export function readIntegers(backend: unknown, tensor: TensorInfo): Int32Array {
  return read(backend, tensor) as Int32Array;
}

/** A float32 tensor that takes over `values`. */
export function makeOutput(backend: unknown, shape: readonly number[], values: Float32Array): TensorInfo {
  return (backend as MathBackendCPU).makeTensorInfo([...shape], 'float32', values);
}

/** An int32 tensor that takes over `values`. */
export function makeIntegers(backend: unknown, shape: readonly number[], values: Int32Array): TensorInfo {
  return (backend as MathBackendCPU).makeTensorInfo([...shape], 'int32', values);
}

/** The inputs of a kernel under the names and types of its contract. */
export function inputsOf<Inputs>(inputs: NamedTensorInfoMap): { readonly [Name in keyof Inputs]: TensorInfo } {
  return inputs as { readonly [Name in keyof Inputs]: TensorInfo };
}

function read(backend: unknown, tensor: TensorInfo): Float32Array | Int32Array {
  const { values } = (backend as MathBackendCPU).data.get(tensor.dataId);
  return values as Float32Array | Int32Array;
}
