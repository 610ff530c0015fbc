import { Pack, type TensorInfo, Unpack } from '@tensorflow/tfjs-core';
import { alongAxis } from './along-axis.js';
import { areWords, generalKernel } from './general-kernel.js';

export const packKernel = generalKernel<Record<string, unknown>, { readonly axis: number }>(
  Pack,
  ({ inputs, attributes: { axis }, wasm }) => {
    const given = Object.values(inputs as Record<string, TensorInfo>);
    const [first] = given;
    if (!first || !areWords(given) || given.some(({ shape }) => shape.join() !== first.shape.join())) return undefined;
    const place = axis < 0 ? axis + first.shape.length + 1 : axis;
    const shape = first.shape.toSpliced(place, 0, given.length);
    const { outer, size, step } = alongAxis(shape, place);
    const parts = given.map((tensor) => wasm.address(tensor));
    const { info, address } = wasm.allocate(shape, first.dtype as 'float32' | 'int32');
    parts.forEach((from, index) => {
      wasm.exports.copyBlocks(address + index * step, from, step, outer, size * step, step, 1, 0, 0);
    });
    return info;
  },
);

export const unpackKernel = generalKernel<{ readonly value: TensorInfo }, { readonly axis: number }>(
  Unpack,
  ({ inputs: { value }, attributes: { axis }, wasm }) => {
    if (!areWords([value])) return undefined;
    const place = axis < 0 ? axis + value.shape.length : axis;
    const { outer, size, step } = alongAxis(value.shape, place);
    const from = wasm.address(value);
    const shape = value.shape.toSpliced(place, 1);
    return Array.from({ length: size }, (_, index) => {
      const { info, address } = wasm.allocate(shape, value.dtype as 'float32' | 'int32');
      wasm.exports.copyBlocks(address, from + index * step, step, outer, step, size * step, 1, 0, 0);
      return info;
    });
  },
);
