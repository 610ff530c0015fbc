import { Softmax, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

export const softmaxKernel = generalKernel<{ readonly logits: TensorInfo }, { readonly dim: number }>(
  Softmax,
  ({ inputs: { logits }, attributes: { dim }, wasm }) => {
    const { shape, dtype } = logits;
    const columns = shape.at(-1);
    if (dtype !== 'float32' || !columns || (dim !== -1 && dim !== shape.length - 1)) return undefined;
    const from = wasm.address(logits);
    const { info, address } = wasm.allocate(shape);
    wasm.exports.softmax(address, from, util.sizeFromShape(shape) / columns, columns);
    return info;
  },
);
