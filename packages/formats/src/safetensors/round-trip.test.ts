import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { elementBytes, type SafetensorsType, safetensorsTypes, viewBuffer } from './data-type.js';
import { decodeSafetensors } from './decode.js';
import { encodeSafetensors } from './encode.js';
import { metadataName, type SafetensorsTensor } from './safetensors.js';

const name = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text !== metadataName && !/\p{Surrogate}/u.test(text));

/** Any bits at all, not-a-numbers included. */
const tensor = fc.tuple(fc.constantFrom(...safetensorsTypes), fc.array(fc.nat(3), { maxLength: 4 })).chain(([dtype, shape]) => {
  const length = shape.reduce((product, dimension) => product * dimension, 1) * elementBytes(dtype);
  return fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes): SafetensorsTensor => ({ dtype, shape, data: viewBuffer(dtype, bytes.slice().buffer) }));
});
const contents = fc.record({
  tensors: fc.dictionary(name, tensor, { maxKeys: 6 }),
  metadata: fc.dictionary(name, name, { maxKeys: 4 }),
});

function bits({ dtype, shape, data }: SafetensorsTensor) {
  return { dtype, shape, bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

describe('safetensors', () => {
  it('come back bit for bit, whatever they hold', () => {
    fc.assert(
      fc.property(contents, ({ tensors, metadata }) => {
        const decoded = decodeSafetensors(encodeSafetensors(tensors, metadata));
        expect(new Set(Object.keys(decoded.tensors))).toEqual(new Set(Object.keys(tensors)));
        for (const [name, tensor] of Object.entries(tensors))
          expect(bits(decoded.tensors[name] as SafetensorsTensor)).toEqual(bits(tensor));
        expect(Object.entries(decoded.metadata).sort()).toEqual(Object.entries(metadata).sort());
        expect(encodeSafetensors(decoded.tensors, decoded.metadata)).toEqual(encodeSafetensors(tensors, metadata));
      }),
    );
  });

  it('are read or refused with a FormatError when bytes change or are missing', () => {
    const mutation = fc.record({ position: fc.nat(), value: fc.nat(255) });
    fc.assert(
      fc.property(contents, fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.nat(4), ({ tensors, metadata }, mutations, cut) => {
        const bytes = encodeSafetensors(tensors, metadata);
        for (const { position, value } of mutations) bytes[position % bytes.length] = value;
        try {
          const decoded = decodeSafetensors(bytes.subarray(0, bytes.length - cut));
          for (const { dtype, shape, data } of Object.values(decoded.tensors)) {
            expect(data.byteLength).toBe(shape.reduce((product, dimension) => product * dimension, elementBytes(dtype)));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[SafetensorsType, number]>([
    ['F64', 8],
    ['F32', 4],
    ['F16', 2],
    ['BF16', 2],
    ['F8_E5M2', 1],
    ['F8_E4M3', 1],
    ['I64', 8],
    ['I32', 4],
    ['I16', 2],
    ['I8', 1],
    ['U64', 8],
    ['U32', 4],
    ['U16', 2],
    ['U8', 1],
    ['BOOL', 1],
  ])('hold %s in %d bytes an element', (dtype, width) => {
    expect(elementBytes(dtype)).toBe(width);
  });

  it('keep the sign of integers and the range of each type', () => {
    const tensors: Record<string, SafetensorsTensor> = {
      i8: { dtype: 'I8', shape: [2], data: Int8Array.of(-128, 127) },
      i16: { dtype: 'I16', shape: [2], data: Int16Array.of(-32_768, 32_767) },
      i32: { dtype: 'I32', shape: [2], data: Int32Array.of(-(2 ** 31), 2 ** 31 - 1) },
      i64: { dtype: 'I64', shape: [2], data: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n) },
      u32: { dtype: 'U32', shape: [2], data: Uint32Array.of(0, 2 ** 32 - 1) },
      u64: { dtype: 'U64', shape: [2], data: BigUint64Array.of(0n, 2n ** 64n - 1n) },
      f64: { dtype: 'F64', shape: [2], data: Float64Array.of(Number.MIN_VALUE, -Number.MAX_VALUE) },
    };
    expect(decodeSafetensors(encodeSafetensors(tensors)).tensors).toEqual(tensors);
  });
});
