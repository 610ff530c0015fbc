import { Add, type KernelConfig, Maximum, Minimum, Multiply, RealDiv, Sub, type TensorInfo } from '@tensorflow/tfjs-core';
import { addTouchedRows } from '../embedding/add-touched-rows.js';
import { broadcast } from './broadcast.js';
import { generalKernel } from './general-kernel.js';

interface Operands {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** In the order of their numbers in `assembly/general/binary.ts`. */
const ops = [Add, Sub, Multiply, RealDiv, Maximum, Minimum];
/** The number of the larger of two. */
export const maximum = ops.indexOf(Maximum);

/** Arithmetic of two operands, of one shape or broadcast along one, two or three runs of axes. */
export const binaryKernels: readonly KernelConfig[] = ops.map((name, op) =>
  generalKernel<Operands, unknown>(name, ({ inputs: { a, b }, wasm }) => {
    if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
    const plan = broadcast(a.shape, b.shape);
    if (!plan) return undefined;
    const touched = name === Add ? addTouchedRows(wasm, a, b) : undefined;
    if (touched) return touched;
    const left = wasm.address(a);
    const right = wasm.address(b);
    const { info, address } = wasm.allocate(plan.shape);
    const { outer, inner } = plan;
    const strides = [plan.a.outer, plan.b.outer, plan.a.inner, plan.b.inner] as const;
    for (let launch = 0; launch < plan.launches; launch++) {
      const to = address + 4 * launch * outer * inner;
      wasm.exports.binary(op, to, left + launch * plan.a.launches, right + launch * plan.b.launches, outer, inner, ...strides);
    }
    return info;
  }),
);
