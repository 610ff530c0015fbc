import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { sizeOf } from '../compare/random-tensors.js';

/** Of parameters: matrices first, then what has no rows; sizes that are no multiple of a vector's width, one beyond a thread's share. */
export const matrixShapes: readonly number[][] = [
  [3, 4],
  [7, 33],
  [130, 129],
  [1, 1],
];
export const parameterShapes: readonly number[][] = [...matrixShapes, [1], [], [5], [2, 1, 3]];

/** Normally distributed values of one role, the same for the same role. */
export function parameterList(role: string, shapes: readonly number[][] = parameterShapes): Tensor[] {
  return shapes.map((shape, index) => tensor(createRandom(1).split(role, index).normal(sizeOf(shape)), shape));
}

/** The same without signs. */
export function positiveList(role: string, shapes: readonly number[][] = parameterShapes): Tensor[] {
  return shapes.map((shape, index) => tensor(createRandom(1).split(role, index).normal(sizeOf(shape)).map(Math.abs), shape));
}

/** Gradients of which every other row of a matrix, from the second on, is zero. */
export function sparseList(role: string, shapes: readonly number[][]): Tensor[] {
  return shapes.map((shape, index) => {
    const width = shape.at(-1) as number;
    const values = createRandom(1).split(role, index).normal(sizeOf(shape));
    return tensor(
      values.map((value, i) => (Math.floor(i / width) % 2 === 1 ? 0 : value)),
      shape,
    );
  });
}
