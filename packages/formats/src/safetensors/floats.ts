import type { SafetensorsArray, SafetensorsType } from './data-type.js';
import type { SafetensorsTensor } from './safetensors.js';

/** Numbers in row-major order, as the weight layouts of `@tidegate/cells` take and give them. */
export interface FloatArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The tensors of `F64`, `F32`, `F16` and `BF16` as float32, which rounds the first. Those of other types, such as the counters among the
 * weights of PyTorch, are left out.
 */
export function readFloats(tensors: Readonly<Record<string, SafetensorsTensor>>): Record<string, FloatArray> {
  const read = Object.entries(tensors).flatMap(([name, { dtype, shape, data }]): [string, FloatArray][] => {
    const floats = toFloat32[dtype]?.(data);
    return floats ? [[name, { shape, data: floats }]] : [];
  });
  return Object.fromEntries(read);
}

/** Tensors of `F32`, which show the numbers that are given and copy none. */
export function writeFloats(arrays: Readonly<Record<string, FloatArray>>): Record<string, SafetensorsTensor> {
  const written = Object.entries(arrays).map(([name, { shape, data }]): [string, SafetensorsTensor] => [
    name,
    { dtype: 'F32', shape, data: data as Float32Array<ArrayBuffer> },
  ]);
  return Object.fromEntries(written);
}

const toFloat32: Partial<Record<SafetensorsType, (data: SafetensorsArray) => Float32Array>> = {
  F64: (data) => Float32Array.from(data as Float64Array),
  F32: (data) => data as Float32Array,
  F16: (data) => Float32Array.from(data as Uint16Array, halfToNumber),
  BF16: (data) => new Float32Array(Uint32Array.from(data as Uint16Array, (bits) => bits * 2 ** 16).buffer),
};

/** A number of IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
