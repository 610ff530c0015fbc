import { expect, it } from 'vitest';
import type { SafetensorsType } from './data-type.js';
import { decodeSafetensors } from './decode.js';
import { encodeSafetensors } from './encode.js';
import { readFloats, writeFloats } from './floats.js';
import type { SafetensorsTensor } from './safetensors.js';

it.each<[SafetensorsType, readonly number[], readonly number[]]>([
  // 1, -2, 65504, the least normal and the least number, zeros, infinities, not a number
  [
    'F16',
    [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x83ff, 0x0000, 0x8000, 0x7c00, 0xfc00, 0x7e00, 0x3555],
    [
      1,
      -2,
      65_504,
      2 ** -14,
      2 ** -24,
      -1023 * 2 ** -24,
      0,
      -0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      0.333251953125,
    ],
  ],
  [
    'BF16',
    [0x3f80, 0xc000, 0x3eab, 0x0001, 0x8000, 0x7f80, 0x7fc0],
    [1, -2, 0.333984375, 2 ** -133, -0, Number.POSITIVE_INFINITY, Number.NaN],
  ],
])('%s is read to the bit', (dtype, bits, expected) => {
  const tensors = { x: { dtype, shape: [bits.length], data: Uint16Array.from(bits) } };
  expect([...(readFloats(tensors).x?.data ?? [])]).toEqual(expected);
});

it('float64 is rounded, float32 is kept, and counters are left out', () => {
  const tensors: Record<string, SafetensorsTensor> = {
    wide: { dtype: 'F64', shape: [1, 2], data: Float64Array.of(0.1, 1e300) },
    plain: { dtype: 'F32', shape: [], data: Float32Array.of(0.1) },
    steps: { dtype: 'I64', shape: [], data: BigInt64Array.of(3n) },
    mask: { dtype: 'BOOL', shape: [1], data: Uint8Array.of(1) },
  };
  expect(readFloats(tensors)).toEqual({
    wide: { shape: [1, 2], data: Float32Array.of(Math.fround(0.1), Number.POSITIVE_INFINITY) },
    plain: { shape: [], data: Float32Array.of(0.1) },
  });
});

it('what is written as float32 comes back', () => {
  const arrays = { kernel: { shape: [2, 1], data: Float32Array.of(0.1, -7) }, bias: { shape: [1], data: Float32Array.of(3) } };
  expect(readFloats(decodeSafetensors(encodeSafetensors(writeFloats(arrays))).tensors)).toEqual(arrays);
});
