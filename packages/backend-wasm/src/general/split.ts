import { backend_util, SplitV, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { alongAxis } from './along-axis.js';
import { areWords, generalKernel } from './general-kernel.js';

interface SplitAttributes {
  readonly numOrSizeSplits: number | number[];
  readonly axis: number;
}

export const splitKernel = generalKernel<{ readonly x: TensorInfo }, SplitAttributes>(
  SplitV,
  ({ inputs: { x }, attributes: { numOrSizeSplits, axis }, wasm }) => {
    if (!areWords([x])) return undefined;
    const along = util.parseAxisParam(axis, x.shape)[0] as number;
    const { outer, size, step } = alongAxis(x.shape, along);
    const start = wasm.address(x);
    let offset = 0;
    return backend_util.prepareSplitSize(x as never, numOrSizeSplits, along).map((part) => {
      const { info, address } = wasm.allocate(x.shape.with(along, part), x.dtype as 'float32' | 'int32');
      wasm.exports.copyBlocks(address, start + offset * step, part * step, outer, part * step, size * step, 1, 0, 0);
      offset += part;
      return info;
    });
  },
);
