import { Slice, slice_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { alongAxis } from './along-axis.js';
import { areWords, generalKernel } from './general-kernel.js';

interface SliceAttributes {
  readonly begin: number | number[];
  readonly size: number | number[];
}

/** A part of one axis. */
export const sliceKernel = generalKernel<{ readonly x: TensorInfo }, SliceAttributes>(
  Slice,
  ({ inputs: { x }, attributes: { begin, size }, wasm }) => {
    if (!areWords([x])) return undefined;
    const [begins, sizes] = slice_util.parseSliceParams(x as never, begin, size) as [number[], number[]];
    slice_util.assertParamsValid(x as never, begins, sizes);
    const cut = sizes.flatMap((count, axis) => (count === x.shape[axis] ? [] : [axis]));
    const [along = 0] = cut;
    if (cut.length === 0) return wasm.share(x);
    if (cut.length > 1) return undefined;
    const whole = alongAxis(x.shape, along);
    const bytes = (sizes[along] as number) * whole.step;
    const from = wasm.address(x) + (begins[along] as number) * whole.step;
    const { info, address } = wasm.allocate(sizes, x.dtype as 'float32' | 'int32');
    wasm.exports.copyBlocks(address, from, bytes, whole.outer, bytes, whole.size * whole.step, 1, 0, 0);
    return info;
  },
);
