import { util } from '@tensorflow/tfjs-core';

/** A tensor as seen from one of its axes: what lies outside of it, its size, and the bytes of one step along it. */
export interface AlongAxis {
  readonly outer: number;
  readonly size: number;
  readonly step: number;
}

/** @param axis may count from the end, as a negative number */
export function alongAxis(shape: readonly number[], axis: number): AlongAxis {
  const index = axis < 0 ? axis + shape.length : axis;
  return {
    outer: util.sizeFromShape(shape.slice(0, index)),
    size: shape[index] as number,
    step: 4 * util.sizeFromShape(shape.slice(index + 1)),
  };
}
