import type { KernelConfig } from '@tensorflow/tfjs-core';
import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs, productSizes } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { matrix, transposed } from '../matrix/matrix.js';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';

export const matrixProductKernel: KernelConfig = {
  kernelName: MatrixProduct,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { left, right, bias } = inputsOf<MatrixProductInputs>(inputs);
    const { transposeLeft, transposeRight } = attrs as MatrixProductAttributes;
    const { rows, inner, columns, shape } = productSizes(left.shape, right.shape, attrs as MatrixProductAttributes);
    const a = transposeLeft ? matrix(readFloats(backend, left), inner, rows) : matrix(readFloats(backend, left), rows, inner);
    const b = transposeRight ? matrix(readFloats(backend, right), columns, inner) : matrix(readFloats(backend, right), inner, columns);
    const product = new Float32Array(rows * columns);
    if (bias) fillRows(product, readFloats(backend, bias));
    addProduct(matrix(product, rows, columns), transposeLeft ? transposed(a) : a, transposeRight ? transposed(b) : b);
    return makeOutput(backend, shape, product);
  },
};

/** Every row of `target` becomes a copy of `row`. */
export function fillRows(target: Float32Array, row: Float32Array): void {
  for (let start = 0; start < target.length; start += row.length) target.set(row, start);
}
