import { backend_util, Concat, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { alongAxis } from './along-axis.js';
import { areWords, generalKernel } from './general-kernel.js';

export const concatKernel = generalKernel<Record<string, unknown>, { readonly axis: number }>(
  Concat,
  ({ inputs, attributes: { axis }, wasm }) => {
    const all = Object.values(inputs as Record<string, TensorInfo>);
    const given = all.filter(({ shape }) => util.sizeFromShape(shape) > 0);
    const [first] = given;
    if (!first || !areWords(all)) return undefined;
    const along = util.parseAxisParam(axis, first.shape)[0] as number;
    const shape = backend_util.computeOutShape(
      given.map((tensor) => tensor.shape),
      along,
    );
    const whole = alongAxis(shape, along);
    const parts = given.map((tensor) => ({ from: wasm.address(tensor), bytes: (tensor.shape[along] as number) * whole.step }));
    const { info, address } = wasm.allocate(shape, first.dtype as 'float32' | 'int32');
    let to = address;
    for (const { from, bytes } of parts) {
      wasm.exports.copyBlocks(to, from, bytes, whole.outer, whole.size * whole.step, bytes, 1, 0, 0);
      to += bytes;
    }
    return info;
  },
);
