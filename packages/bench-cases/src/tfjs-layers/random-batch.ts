import { type Tensor, tensor } from '@tensorflow/tfjs-core';

// Batches are made from values of the host in the type that they have: stock WebGPU casts by name only, and some of its programs fail then.

/** Ids below `bound`, int32 `shape`. */
export function ids(bound: number, shape: number[]): Tensor {
  return tensor(randomIds(bound, shape), shape, 'int32');
}

/** Class ids below `bound`, float32 `shape`, as the losses of tfjs-layers read them. */
export function classes(bound: number, shape: number[]): Tensor {
  return tensor(randomIds(bound, shape), shape, 'float32');
}

/** 0 or 1, float32 `shape`. */
export function bits(shape: number[]): Tensor {
  return classes(2, shape);
}

/** Each a row of zeros with a one, float32 `[...shape, bound]`. */
export function oneHotIds(bound: number, shape: number[]): Tensor {
  const values = randomIds(bound, shape).flatMap((id) => Array.from({ length: bound }, (_, index) => (index === id ? 1 : 0)));
  return tensor(values, [...shape, bound], 'float32');
}

function randomIds(bound: number, shape: readonly number[]): number[] {
  const count = shape.reduce((a, b) => a * b);
  return Array.from({ length: count }, () => Math.floor(bound * Math.random()));
}
