import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { BackendAdapter, Random } from '@tidegate/core';
import { type Differentiated, differentiate, type TensorFunction } from './differentiate.js';
import { onBackend } from './on-backend.js';
import { readAll } from './read.js';

/** What `differentiate` gives on another backend, which has started, for the same inputs. */
export async function differentiateOn(
  { name }: BackendAdapter,
  run: TensorFunction,
  inputs: readonly Tensor[],
  random: Random,
): Promise<Differentiated> {
  const values = await readAll(inputs);
  return onBackend(name, async () => {
    const copies = inputs.map(({ shape }, index) => tensor(values[index] as Float32Array, shape));
    try {
      return await differentiate(run, copies, random);
    } finally {
      dispose(copies);
    }
  });
}
