import type { TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Tensors in the memory of this process. `data()` of a tensor gives a copy of its values, and a tensor made of values keeps them until a
 * kernel asks for them; here they are reached in place.
 */
export interface HostMemory {
  /** The values of a float32 tensor, to be read before anything else is computed. */
  values(tensor: TensorInfo): Float32Array;
  /** Of a matrix that is held by them: the rows that are not zero, to be read before anything else is computed. */
  touchedRows(tensor: TensorInfo): HeldRows | undefined;
  /** A float32 tensor of these values, which are copied at once. */
  tensorOf(values: Float32Array, shape: readonly number[]): TensorInfo;
}

/** Rows of a matrix. */
export interface HeldRows {
  /** Their numbers, ascending. */
  readonly rows: Int32Array;
  /** `[rows.length, columns]` */
  readonly values: Float32Array;
}
