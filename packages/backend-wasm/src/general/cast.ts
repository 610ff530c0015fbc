import { Cast, type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

/**
 * Whole numbers and truth values as floats, and truth values as whole numbers: new values. The plain-JavaScript kernel gives the old ones
 * under another type, which no kernel could read that takes them from the memory.
 */
export const castKernel = generalKernel<{ readonly x: TensorInfo }, { readonly dtype: DataType }>(
  Cast,
  ({ inputs: { x }, attributes: { dtype }, wasm }) => {
    if (x.dtype === dtype) return wasm.share(x);
    if ((x.dtype !== 'int32' && x.dtype !== 'bool') || (dtype !== 'float32' && dtype !== 'int32')) return undefined;
    const from = wasm.address(x);
    const size = util.sizeFromShape(x.shape);
    const { info, address } = wasm.allocate(x.shape, dtype);
    const memory = wasm.memorySpace;
    const values = x.dtype === 'bool' ? memory.octets(from, size) : memory.integers(from, size);
    (dtype === 'float32' ? memory.floats(address, size) : memory.integers(address, size)).set(values);
    return info;
  },
);
