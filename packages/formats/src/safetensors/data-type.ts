/**
 * The types of the format, each with the typed array that holds it. `BOOL` is a byte of 0 or 1; the 8- and 16-bit floating-point types,
 * for which this version of JavaScript has no arrays, are kept as their bits.
 */
const arrays = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  F8_E5M2: Uint8Array,
  F8_E4M3: Uint8Array,
  I64: BigInt64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U64: BigUint64Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const;

export type SafetensorsType = keyof typeof arrays;
export type SafetensorsArray = InstanceType<(typeof arrays)[SafetensorsType]>;

export const safetensorsTypes = Object.keys(arrays) as readonly SafetensorsType[];

export function elementBytes(dtype: SafetensorsType): number {
  return arrays[dtype].BYTES_PER_ELEMENT;
}

export function arrayName(dtype: SafetensorsType): string {
  return arrays[dtype].name;
}

export function isArrayOf(dtype: SafetensorsType, data: SafetensorsArray): boolean {
  return data instanceof arrays[dtype];
}

/** A typed array over the whole of `buffer`. */
export function viewBuffer(dtype: SafetensorsType, buffer: ArrayBuffer): SafetensorsArray {
  return new arrays[dtype](buffer);
}
