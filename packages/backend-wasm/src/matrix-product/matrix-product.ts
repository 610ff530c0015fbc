import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { matrix, transposed } from './matrix.js';

export const matrixProductKernel = defineKernel<MatrixProductInputs, MatrixProductAttributes>(
  MatrixProduct,
  ({ inputs: { left, right, bias }, attributes: { transposeLeft, transposeRight }, wasm }) => {
    const stored = { left: matrix(wasm, left), right: matrix(wasm, right) };
    const a = transposeLeft ? transposed(stored.left) : stored.left;
    const b = transposeRight ? transposed(stored.right) : stored.right;
    const { info, address } = wasm.allocate(transposeLeft ? [a.rows, b.columns] : [...left.shape.slice(0, -1), b.columns]);
    if (bias) wasm.exports.fillRows(address, wasm.address(bias), a.rows, b.columns);
    wasm.exports.multiply(
      address,
      4 * b.columns,
      a.address,
      a.rowStride,
      a.columnStride,
      b.address,
      b.rowStride,
      b.columnStride,
      a.rows,
      b.columns,
      a.columns,
      bias !== undefined,
    );
    return info;
  },
);
