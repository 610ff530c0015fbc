import { Abs, Exp, type KernelConfig, Neg, Relu, Sigmoid, Sqrt, Square, Step, Tanh, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

interface Operand {
  readonly x: TensorInfo;
}

/** In the order of their numbers in `assembly/general/unary.ts`. */
const ops = [Neg, Abs, Square, Sqrt, Relu, Step, Exp, Sigmoid, Tanh];

/** Functions of each element. */
export const unaryKernels: readonly KernelConfig[] = ops.map((name, op) =>
  generalKernel<Operand, { readonly alpha?: number }>(name, ({ inputs: { x }, attributes: { alpha = 0 }, wasm }) => {
    if (x.dtype !== 'float32') return undefined;
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(x.shape);
    wasm.exports.unary(op, address, from, util.sizeFromShape(x.shape), alpha);
    return info;
  }),
);
