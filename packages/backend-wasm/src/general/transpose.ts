import { type TensorInfo, Transpose } from '@tensorflow/tfjs-core';
import { areWords, generalKernel } from './general-kernel.js';

/** `[outer, first, second, inner]` becomes `[outer, second, first, inner]`. */
interface Swap {
  readonly outer: number;
  readonly first: number;
  readonly second: number;
  readonly inner: number;
}

/** Any order of axes that swaps two runs of neighbours. */
export const transposeKernel = generalKernel<{ readonly x: TensorInfo }, { readonly perm: number[] }>(
  Transpose,
  ({ inputs: { x }, attributes: { perm }, wasm }) => {
    const swap = areWords([x]) ? swapOf(x.shape, perm) : undefined;
    if (!swap) return undefined;
    const { outer, first, second, inner } = swap;
    const shape = perm.map((axis) => x.shape[axis] as number);
    if (first === 1 || second === 1) return wasm.share(x, shape);
    const from = wasm.address(x);
    const { info, address } = wasm.allocate(shape, x.dtype as 'float32' | 'int32');
    if (inner === 1) {
      wasm.exports.transpose(address, from, outer, first, second);
      return info;
    }
    const bytes = 4 * inner;
    for (let matrix = 0; matrix < outer; matrix++) {
      const offset = matrix * first * second * bytes;
      wasm.exports.copyBlocks(address + offset, from + offset, bytes, second, first * bytes, bytes, first, bytes, second * bytes);
    }
    return info;
  },
);

/** What an order of axes swaps, if it is no more than two runs of neighbours; axes of one element do not count. */
function swapOf(shape: readonly number[], perm: readonly number[]): Swap | undefined {
  const order = perm.filter((axis) => shape[axis] !== 1);
  const axes = order.toSorted((left, right) => left - right);
  const sizeOf = (from: number, end: number): number => axes.slice(from, end).reduce((size, axis) => size * (shape[axis] as number), 1);
  let start = 0;
  while (start < axes.length && order[start] === axes[start]) start++;
  let end = axes.length;
  while (end > start && order[end - 1] === axes[end - 1]) end--;
  const middle = axes.indexOf(order[start] as number);
  const swapped = [...axes.slice(0, start), ...axes.slice(middle, end), ...axes.slice(start, middle), ...axes.slice(end)];
  if (start < end && swapped.some((axis, index) => axis !== order[index])) return undefined;
  if (start === end) return { outer: sizeOf(0, start), first: 1, second: 1, inner: 1 };
  return { outer: sizeOf(0, start), first: sizeOf(start, middle), second: sizeOf(middle, end), inner: sizeOf(end, axes.length) };
}
