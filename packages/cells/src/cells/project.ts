import { add, matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import type { KernelParams } from './cell-options.js';

/** `x W + b`: `[rows, inputSize]` to `[rows, gates * hiddenSize]`. */
export function project({ inputKernel, bias }: KernelParams, inputs: Tensor2D): Tensor2D {
  const product: Tensor2D = matMul(inputs, inputKernel);
  return bias ? (add(product, bias) as Tensor2D) : product;
}
