import { clone, customGrad, type Tensor, zerosLike } from '@tensorflow/tfjs-core';

/** The same values, taken as constants: no gradient flows back through them. */
export function stopGradient(tensor: Tensor): Tensor {
  return customGrad((input) => ({ value: clone(input as Tensor), gradFunc: () => zerosLike(tensor) }))(tensor);
}
