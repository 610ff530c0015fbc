import { Reverse, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { alongAxis } from './along-axis.js';
import { areWords, generalKernel } from './general-kernel.js';

/** One axis in the other direction. */
export const reverseKernel = generalKernel<{ readonly x: TensorInfo }, { readonly dims: number | number[] }>(
  Reverse,
  ({ inputs: { x }, attributes: { dims }, wasm }) => {
    const [along, ...others] = x.shape.length === 0 ? [] : util.parseAxisParam(dims, x.shape);
    if (along === undefined || others.length > 0 || !areWords([x])) return undefined;
    const { outer, size, step } = alongAxis(x.shape, along);
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(x.shape, x.dtype as 'float32' | 'int32');
    const last = Math.max(0, size - 1) * step;
    wasm.exports.copyBlocks(address, from + last, step, outer, size * step, size * step, size, step, -step);
    return info;
  },
);
