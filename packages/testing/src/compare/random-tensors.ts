import { type Rank, type ShapeMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Random } from '@tidegate/core';

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/** Normally distributed values, float32. */
export function normalTensor<R extends Rank>(random: Random, shape: ShapeMap[R], deviation = 1): Tensor<R> {
  return tensor(random.normal(sizeOf(shape), 0, deviation), shape);
}
