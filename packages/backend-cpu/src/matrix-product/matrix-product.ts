import type { KernelConfig } from '@tensorflow/tfjs-core';
import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { matrix, transposed } from '../matrix/matrix.js';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';

export const matrixProductKernel: KernelConfig = {
  kernelName: MatrixProduct,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { left, right, bias } = inputsOf<MatrixProductInputs>(inputs);
    const { transposeLeft, transposeRight } = attrs as MatrixProductAttributes;
    const a = matrix(readFloats(backend, left), left.shape[0] as number, left.shape[1] as number);
    const b = matrix(readFloats(backend, right), right.shape[0] as number, right.shape[1] as number);
    const rows = left.shape[transposeLeft ? 1 : 0] as number;
    const columns = right.shape[transposeRight ? 0 : 1] as number;
    const product = new Float32Array(rows * columns);
    if (bias) fillRows(product, readFloats(backend, bias));
    addProduct(matrix(product, rows, columns), transposeLeft ? transposed(a) : a, transposeRight ? transposed(b) : b);
    return makeOutput(backend, [rows, columns], product);
  },
};

/** Every row of `target` becomes a copy of `row`. */
export function fillRows(target: Float32Array, row: Float32Array): void {
  for (let start = 0; start < target.length; start += row.length) target.set(row, start);
}
