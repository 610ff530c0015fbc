import { type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import type { ByParameter } from './optimizer.js';

/**
 * The tensors of these parameters, in their order.
 *
 * @throws ArgumentError if a parameter has none
 */
export function inOrder(optimizer: string, role: string, tensors: Readonly<ByParameter>, names: readonly string[]): Tensor[] {
  return names.map((name) => {
    const tensor = tensors[name];
    if (tensor === undefined) throw new ArgumentError(optimizer, `${role}["${name}"]`, tensor, 'a tensor, as each parameter needs one');
    return tensor;
  });
}

export function named(names: readonly string[], tensors: readonly Tensor[]): ByParameter {
  return Object.fromEntries(names.map((name, index) => [name, tensors[index] as Tensor]));
}

export function zerosFor(parameters: Readonly<ByParameter>): ByParameter {
  return Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, zerosLike(parameter)]));
}
