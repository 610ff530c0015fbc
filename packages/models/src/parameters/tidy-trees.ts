import { type TensorContainer, tidy } from '@tensorflow/tfjs-core';

/** Frees all tensors made meanwhile but those of the result, which may hold trees of them. */
export function tidyTrees<Result extends object>(run: () => Result): Result {
  return tidy(() => run() as TensorContainer) as Result;
}
