import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';

/** Named tensors without the optional ones that are absent. */
export function present(tensors: Readonly<Record<string, Tensor | undefined>>): NamedTensorMap {
  return Object.fromEntries(Object.entries(tensors).filter((entry): entry is [string, Tensor] => entry[1] !== undefined));
}
