import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';

/**
 * One output, `[...ids.shape, size]`: the row of the table that each id names. An id without a row is an error of the kernel, made by
 * `noSuchRow`.
 */
export const Embedding = 'Embedding';
/**
 * One output, `[rows, size]`: in the row of each id the sum of what arrives for it, in the order of the ids; 0 in all other rows.
 *
 * A backend may hold the result by its touched rows, those that some id names, and make the dense tensor only when something asks for it.
 */
export const EmbeddingGradient = 'EmbeddingGradient';

export interface EmbeddingInputs {
  /** `[rows, size]`, float32 */
  readonly table: Tensor2D;
  /** Of any shape, int32 */
  readonly ids: Tensor;
}

export interface EmbeddingGradientInputs {
  /** As the forward kernel got them, which has found a row for each. */
  readonly ids: Tensor;
  /** `[...ids.shape, size]` */
  readonly outputGradient: Tensor;
}
export type EmbeddingGradientAttributes = {
  /** Those of the table. */
  readonly rows: number;
};

/**
 * What an embedding kernel throws for an id that is not from 0 to `rows - 1`.
 *
 * @param position where it stands among the ids, taken row by row
 * @param shape of the ids
 */
export function noSuchRow(id: number, position: number, shape: readonly number[], rows: number): ArgumentError {
  let rest = position;
  const place = shape.toReversed().map((size) => {
    const index = rest % size;
    rest = Math.floor(rest / size);
    return index;
  });
  return new ArgumentError('embedding', `ids[${place.toReversed().join(', ')}]`, id, `a row of the table, from 0 to ${rows - 1}`);
}
