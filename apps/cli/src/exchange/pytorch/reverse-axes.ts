import type { WeightArray } from '@tidegate/cells';

/** The axes in the opposite order, as PyTorch keeps its kernels: `[inputs, outputs]` to `[outputs, inputs]`. A vector stays as it is. */
export function reverseAxes({ shape, data }: WeightArray): WeightArray {
  const reversed = shape.toReversed();
  // By how much the place in `data` grows with each axis of the result.
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1)).reverse();
  const index = reversed.map(() => 0);
  const result = new Float32Array(data.length);
  let from = 0;
  for (let place = 0; place < result.length; place++) {
    result[place] = data[from] as number;
    for (let axis = reversed.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] as number;
      from += stride;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (reversed[axis] as number)) break;
      from -= stride * (reversed[axis] as number);
      index[axis] = 0;
    }
  }
  return { shape: reversed, data: result };
}
