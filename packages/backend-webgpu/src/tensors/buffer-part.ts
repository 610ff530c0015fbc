import type { TensorInfo } from '@tensorflow/tfjs-core';

/** A part of a buffer, as a program is given it. */
export interface BufferPart {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
  /** The tensors that lie there: they are kept until the program has run. */
  readonly owners: readonly TensorInfo[];
}

/** Tensors of one type that lie in one buffer. */
export interface Parts {
  readonly infos: readonly TensorInfo[];
  /** Where each begins, in elements. */
  readonly starts: readonly number[];
  /** All of it. */
  readonly whole: BufferPart;
}
