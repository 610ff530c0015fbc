import { add, matMul, reshape, sum, type Tensor, type Tensor1D, type Tensor2D, util } from '@tensorflow/tfjs-core';
import { assertShape } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from './contract.js';
import { productSizes } from './product-shape.js';

const asGiven: MatrixProductAttributes = { transposeLeft: false, transposeRight: false };

/**
 * The product of two matrices, with a bias added to each row: `[rows, inner] x [inner, columns]` to `[rows, columns]`, float32. A factor of
 * more than two axes counts as a matrix with its last axis as columns; the result has the leading axes of `left`, unless that is transposed.
 *
 * @throws ShapeError if a factor has fewer than two axes, the inner sizes differ, or the bias is not as long as a row
 * @throws ArgumentError if a factor or the bias is not float32
 */
export function matrixProduct(inputs: MatrixProductInputs, attributes: Partial<MatrixProductAttributes> = {}): Tensor {
  const settings = { ...asGiven, ...attributes };
  const { left, right, bias } = inputs;
  const { columns } = productSizes(left.shape, right.shape, settings);
  if (bias) assertShape('matrixProduct', 'bias', bias, [columns]);
  for (const [name, tensor] of Object.entries(present({ left, right, bias }))) assertDtype('matrixProduct', name, tensor, 'float32');
  return hasKernel(MatrixProduct) ? fused(inputs, settings) : composedMatrixProduct(inputs, settings);
}

/** The same in plain TensorFlow.js ops. */
export function composedMatrixProduct({ left, right, bias }: MatrixProductInputs, attributes: MatrixProductAttributes): Tensor {
  const { shape } = productSizes(left.shape, right.shape, attributes);
  const product = matMul(rowsOf(left), rowsOf(right), attributes.transposeLeft, attributes.transposeRight);
  return inShape(bias ? add(product, bias) : product, shape);
}

function fused(inputs: MatrixProductInputs, attributes: MatrixProductAttributes): Tensor {
  const { left, right, bias } = inputs;
  const { transposeLeft, transposeRight } = attributes;
  const [product] = runDifferentiable({
    inputs: present({ left, right, bias }),
    forward: () => ({ outputs: runKernel(MatrixProduct, present({ left, right, bias }), attributes), saved: [left, right] }),
    backward([gradient], [savedLeft, savedRight]) {
      const dy = gradient as Tensor;
      const a = savedLeft as Tensor;
      const b = savedRight as Tensor;
      const ofLeft = (): Tensor =>
        transposeLeft
          ? matrixProduct({ left: b, right: dy }, { transposeLeft: transposeRight, transposeRight: true })
          : matrixProduct({ left: dy, right: b }, { transposeRight: !transposeRight });
      const ofRight = (): Tensor =>
        transposeRight
          ? matrixProduct({ left: dy, right: a }, { transposeLeft: true, transposeRight: transposeLeft })
          : matrixProduct({ left: a, right: dy }, { transposeLeft: !transposeLeft });
      return {
        left: () => inShape(ofLeft(), a.shape),
        right: () => inShape(ofRight(), b.shape),
        bias: () => sum<Tensor1D>(rowsOf(dy), 0),
      };
    },
  });
  return product as Tensor;
}

function rowsOf(tensor: Tensor): Tensor2D {
  return tensor.rank === 2 ? (tensor as Tensor2D) : (reshape(tensor, [-1, tensor.shape.at(-1) as number]) as Tensor2D);
}

function inShape(tensor: Tensor, shape: number[]): Tensor {
  return util.arraysEqual(tensor.shape, shape) ? tensor : reshape(tensor, shape);
}
