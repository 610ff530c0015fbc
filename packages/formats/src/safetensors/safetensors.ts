import type { SafetensorsArray, SafetensorsType } from './data-type.js';

/** A tensor as plain data, in row-major order. */
export interface SafetensorsTensor {
  readonly dtype: SafetensorsType;
  readonly shape: readonly number[];
  /** The typed array that `dtype` asks for, with as many elements as `shape` has. */
  readonly data: SafetensorsArray;
}

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, SafetensorsTensor>>;
  /** Free text by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The header's entry that is not a tensor. */
export const metadataName = '__metadata__';
/** Bytes before the header: its length, little-endian. */
export const lengthBytes = 8;
/** The format's own limit on the header. */
export const maximumHeaderBytes = 100_000_000;
