import type { Tensor } from '@tensorflow/tfjs-core';
import type { StoredTensor, StoredTensors } from './training-snapshot.js';

/** Reads tensors by their paths. */
export async function storeTensors(tensors: readonly (readonly [path: string, tensor: Tensor])[]): Promise<StoredTensors> {
  return Object.fromEntries(await Promise.all(tensors.map(async ([path, tensor]) => [path, await store(tensor)] as const)));
}

async function store(tensor: Tensor): Promise<StoredTensor> {
  const { dtype, shape } = tensor;
  // A copy: some backends give the values themselves, which the next step overwrites.
  return { dtype: dtype as StoredTensor['dtype'], shape: [...shape], data: (await tensor.data()).slice() as StoredTensor['data'] };
}
