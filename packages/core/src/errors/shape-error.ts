import type { Tensor } from '@tensorflow/tfjs-core';
import { TidegateError } from './tidegate-error.js';

/** A dimension that a tensor must have: an exact size, or a name for a size that may be any. */
export type Dimension = number | string;

/** A tensor has not the shape that its function expects. */
export class ShapeError extends TidegateError {
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly expected: readonly Dimension[];

  constructor(caller: string, tensor: string, shape: readonly number[], expected: readonly Dimension[]) {
    super(`${caller}: ${tensor} must have shape [${expected.join(', ')}], but has [${shape.join(', ')}]`);
    this.tensor = tensor;
    this.shape = [...shape];
    this.expected = [...expected];
  }
}

/**
 * Checks the rank of a tensor and each dimension that is given as a number.
 *
 * @example assertShape('scan(gru)', 'inputs', inputs, ['batch', 'time', 8])
 * @throws ShapeError
 */
export function assertShape(caller: string, name: string, tensor: Tensor, expected: readonly Dimension[]): void {
  const { shape } = tensor;
  const fits =
    shape.length === expected.length && expected.every((dimension, axis) => typeof dimension === 'string' || dimension === shape[axis]);
  if (!fits) throw new ShapeError(caller, name, shape, expected);
}
