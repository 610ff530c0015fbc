import { backend_util, type DataType, type KernelConfig, Mean, Prod, Sum, sumOutType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { WebgpuTensors } from './webgpu-tensors.js';
import { wrapStockKernel } from './wrap-stock-kernel.js';

interface Reduction {
  readonly ofNothing: number;
  readonly resultType: (dtype: DataType) => DataType;
}

/** As on the other backends of TensorFlow.js. */
const reductions: Readonly<Record<string, Reduction>> = {
  [Sum]: { ofNothing: 0, resultType: sumOutType },
  [Mean]: { ofNothing: 0, resultType: () => 'float32' },
  [Prod]: { ofNothing: 1, resultType: sumOutType },
};

/** Lets the stock kernels reduce axes without elements, too, by whose number they divide. */
export function mendReductions(): void {
  for (const [name, reduction] of Object.entries(reductions)) {
    wrapStockKernel(name, (stock) => mended(stock, reduction));
  }
}

function mended(stock: KernelConfig, { ofNothing, resultType }: Reduction): KernelConfig['kernelFunc'] {
  return (call) => {
    const x = call.inputs.x as TensorInfo;
    const { axis, keepDims } = call.attrs as { axis?: number | number[]; keepDims?: boolean };
    const axes = util.parseAxisParam(axis as number, x.shape);
    const [outer, reduced] = backend_util.computeOutAndReduceShapes(x.shape, axes);
    if (util.sizeFromShape(reduced) > 0) return stock.kernelFunc(call);
    const shape = keepDims ? backend_util.expandShapeToKeepDim(outer, axes) : outer;
    const dtype = resultType(x.dtype);
    const values = util.getTypedArrayFromDType(dtype as 'float32', util.sizeFromShape(shape)).fill(ofNothing);
    return (call.backend as WebgpuTensors).makeTensorInfo(shape, dtype, values);
  };
}
