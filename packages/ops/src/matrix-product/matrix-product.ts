import { add, matMul, sum, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { assertShape, ShapeError } from '@tidegate/core';
import { present } from '../op/present.js';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from './contract.js';

const asGiven: MatrixProductAttributes = { transposeLeft: false, transposeRight: false };

/**
 * The product of two matrices, with a bias added to each row: `[rows, inner] x [inner, columns]` to `[rows, columns]`, float32.
 *
 * @throws ShapeError if the inner sizes differ, or the bias is not as long as a row
 */
export function matrixProduct(inputs: MatrixProductInputs, attributes: Partial<MatrixProductAttributes> = {}): Tensor2D {
  const settings = { ...asGiven, ...attributes };
  const { left, right, bias } = inputs;
  const inner = left.shape[settings.transposeLeft ? 0 : 1];
  if (right.shape[settings.transposeRight ? 1 : 0] !== inner) {
    throw new ShapeError('matrixProduct', 'right', right.shape, settings.transposeRight ? ['columns', inner] : [inner, 'columns']);
  }
  if (bias) assertShape('matrixProduct', 'bias', bias, [right.shape[settings.transposeRight ? 0 : 1]]);
  return hasKernel(MatrixProduct) ? fused(inputs, settings) : composedMatrixProduct(inputs, settings);
}

/** The same in plain TensorFlow.js ops. */
export function composedMatrixProduct({ left, right, bias }: MatrixProductInputs, attributes: MatrixProductAttributes): Tensor2D {
  const product: Tensor2D = matMul(left, right, attributes.transposeLeft, attributes.transposeRight);
  return bias ? (add(product, bias) as Tensor2D) : product;
}

function fused(inputs: MatrixProductInputs, attributes: MatrixProductAttributes): Tensor2D {
  const { left, right, bias } = inputs;
  const { transposeLeft, transposeRight } = attributes;
  const [product] = runDifferentiable({
    inputs: present({ left, right, bias }),
    forward: () => ({ outputs: runKernel(MatrixProduct, present({ left, right, bias }), attributes), saved: [left, right] }),
    backward([gradient], [savedLeft, savedRight]) {
      const dy = gradient as Tensor2D;
      const a = savedLeft as Tensor2D;
      const b = savedRight as Tensor2D;
      return {
        left: () =>
          transposeLeft
            ? matrixProduct({ left: b, right: dy }, { transposeLeft: transposeRight, transposeRight: true })
            : matrixProduct({ left: dy, right: b }, { transposeRight: !transposeRight }),
        right: () =>
          transposeRight
            ? matrixProduct({ left: dy, right: a }, { transposeLeft: true, transposeRight: transposeLeft })
            : matrixProduct({ left: a, right: dy }, { transposeLeft: !transposeLeft }),
        bias: () => sum<Tensor1D>(dy, 0),
      };
    },
  });
  return product as Tensor2D;
}
