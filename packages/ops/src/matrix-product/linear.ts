import { reshape, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { matrixProduct } from './matrix-product.js';

/**
 * A dense layer without its activation, at each place: `[..., inputSize]` to `[..., outputSize]`.
 *
 * @param kernel `[inputSize, outputSize]`
 * @param bias `[outputSize]`
 * @throws ShapeError if the last dimension of `inputs` is not the kernel's input size
 * @throws ArgumentError if a tensor is not float32
 */
export function linear(inputs: Tensor, kernel: Tensor2D, bias?: Tensor1D): Tensor {
  const [inputSize, outputSize] = kernel.shape;
  const outer = inputs.shape.slice(0, -1);
  assertShape('linear', 'inputs', inputs, [...outer, inputSize]);
  if (inputs.rank > 1) return matrixProduct({ left: inputs, right: kernel, ...(bias && { bias }) });
  return reshape(matrixProduct({ left: reshape(inputs, [1, inputSize]), right: kernel, ...(bias && { bias }) }), [outputSize]);
}
