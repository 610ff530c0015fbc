import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup } from '@tidegate/ops';
import { makeOutput, readFloats } from '../tensors.js';

/** The values of all tensors of one role, such as `gradient`. */
export function readGroup(backend: unknown, inputs: NamedTensorInfoMap, role: string): Float32Array[] {
  return decodeGroup(inputs, role).map((tensor) => readFloats(backend, tensor));
}

/** Room for new values, as much as the given ones take. */
export function emptyLike(group: readonly Float32Array[]): Float32Array[] {
  return group.map(({ length }) => new Float32Array(length));
}

/** The outputs of a kernel: lists of values in the shapes of the parameters, one list after the other. */
export function makeOutputs(backend: unknown, inputs: NamedTensorInfoMap, lists: readonly (readonly Float32Array[])[]): TensorInfo[] {
  const parameters = decodeGroup(inputs, 'parameter');
  return lists.flatMap((list) => list.map((values, index) => makeOutput(backend, (parameters[index] as TensorInfo).shape, values)));
}
