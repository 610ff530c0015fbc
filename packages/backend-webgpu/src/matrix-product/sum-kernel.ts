import { Sum, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { wrapStockKernel } from '../tensors/wrap-stock-kernel.js';
import { columnSums } from './column-sums.js';

/** Sums over all axes but the last, what the gradient of a bias is, in one dispatch: stock transposes the tensor first. */
export function sumColumnsInOne(): void {
  wrapStockKernel(Sum, (stock) => (call) => {
    const x = call.inputs.x as TensorInfo;
    const webgpu = call.backend as WebgpuTensors;
    const { axis, keepDims } = call.attrs as { axis?: number | number[]; keepDims?: boolean };
    const axes = util.parseAxisParam(axis as number, x.shape);
    const last = x.shape.length - 1;
    const areColumns = last > 0 && x.dtype === 'float32' && axes.length === last && !axes.includes(last);
    if (!areColumns || util.sizeFromShape(x.shape) === 0 || webgpu.shouldExecuteOnCPU([x])) return stock.kernelFunc(call);
    const sums = columnSums(webgpu, x);
    return keepDims ? { ...sums, shape: [...axes.map(() => 1), ...sums.shape] } : sums;
  });
}
