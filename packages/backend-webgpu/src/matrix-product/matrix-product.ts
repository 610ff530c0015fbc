import { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { multiply } from './multiply.js';

export const matrixProductKernel = defineKernel<MatrixProductInputs, MatrixProductAttributes>(
  MatrixProduct,
  ({ inputs: { left, right, bias }, attributes: { transposeLeft, transposeRight }, webgpu }) =>
    multiply(webgpu, { left, right, bias, transposeLeft, transposeRight }),
);
