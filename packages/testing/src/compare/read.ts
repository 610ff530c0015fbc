import { dispose, type Tensor } from '@tensorflow/tfjs-core';

/** The numbers of a tensor, copied: some backends cannot give them at once. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  return (await tensor.data()).slice() as Float32Array;
}

/** The numbers of each tensor. */
export function readAll(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  return Promise.all(tensors.map(read));
}

/** The numbers of each tensor, which are disposed of. */
export async function take(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  try {
    return await readAll(tensors);
  } finally {
    dispose([...tensors]);
  }
}
