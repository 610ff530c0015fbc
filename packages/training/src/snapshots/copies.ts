import { keep, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { TensorTree } from '@tidegate/core';
import { restoreTree } from './restore-tensors.js';
import { storeTensors } from './store-tensors.js';
import type { StoredTensors } from './training-snapshot.js';

type Parameters = Readonly<Record<string, Variable>>;

/** Reads tensors, one for each parameter and in their order, under the parameters' names. */
export function storeCopies(parameters: Parameters, copies: readonly Tensor[]): Promise<StoredTensors> {
  return storeTensors(Object.keys(parameters).map((name, index) => [name, copies[index] as Tensor] as const));
}

/**
 * The tensors again, in the order of the parameters, for the caller to dispose.
 *
 * @throws ArgumentError if a name or a shape is not that of the parameters
 */
export function restoreCopies(caller: string, parameters: Parameters, stored: StoredTensors): Tensor[] {
  const tree = tidy(() => restoreTree(caller, 'state.weights', parameters as TensorTree, stored)) as Record<string, Tensor>;
  return Object.keys(parameters).map((name) => keep(tree[name] as Tensor));
}
