import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from './encode.js';
import type { SafetensorsTensor } from './safetensors.js';

const bias: SafetensorsTensor = { dtype: 'F32', shape: [2], data: Float32Array.of(1, -2) };
const step: SafetensorsTensor = { dtype: 'I64', shape: [], data: BigInt64Array.of(-3n) };
const mask: SafetensorsTensor = { dtype: 'BOOL', shape: [3, 1], data: Uint8Array.of(1, 0, 1) };

describe('encodeSafetensors', () => {
  it('writes length, padded header and data', () => {
    const header = '{"bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const bytes = encodeSafetensors({ bias });
    expect(header).toHaveLength(57);
    expect(bytes).toEqual(
      Uint8Array.of(64, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(`${header}       `), 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0),
    );
  });

  it('writes the same bytes whatever the order, each tensor at a multiple of its element size', () => {
    const bytes = encodeSafetensors({ mask, bias, step, also: bias }, { b: '2', a: '1' });
    expect(encodeSafetensors({ also: bias, step, mask, bias }, { a: '1', b: '2' })).toEqual(bytes);
    const text = new TextDecoder().decode(bytes);
    expect(
      [...text.matchAll(/"(\w+)":\{"dtype":"\w+","shape":\[[\d,]*\],"data_offsets":\[(\d+),/g)].map((match) => match.slice(1)),
    ).toEqual([
      ['step', '0'],
      ['also', '8'],
      ['bias', '16'],
      ['mask', '24'],
    ]);
    expect(text).toContain('{"__metadata__":{"a":"1","b":"2"},');
  });

  it('writes only the part of a buffer that an array shows', () => {
    const data = Float32Array.of(9, 1, -2, 9).subarray(1, 3);
    expect(encodeSafetensors({ bias: { ...bias, data } })).toEqual(encodeSafetensors({ bias }));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown type', { x: { ...bias, dtype: 'F33' } }, 'encodeSafetensors: x.dtype must be one of F64, F32,'],
    ['an array of another type', { x: { ...bias, data: [1, 2] } }, 'x.data must be a Float32Array, which holds F32'],
    ['a shape of another size', { x: { ...bias, shape: [3] } }, 'x.data.length must be 3, as shape [3] says, but is 2'],
    ['a size that no number holds', { x: { ...bias, shape: [2 ** 40, 2 ** 40] } }, 'x.data.length must be'],
    ['a negative dimension', { x: { ...bias, shape: [-1, -2] } }, 'x.shape[0] must be a whole number of at least 0, but is -1'],
    ['a broken dimension', { x: { ...bias, shape: [0.5, 4] } }, 'x.shape[0] must be a whole number'],
    ['the reserved name', { __metadata__: bias }, 'tensor name must be another than the one the format reserves'],
    ['half of a character as a name', { '\ud800': bias }, 'tensor name must be well-formed Unicode'],
  ])('refuses %s', (_, tensors, message) => {
    const encode = () => encodeSafetensors(tensors as Record<string, SafetensorsTensor>);
    expect(encode).toThrow(ArgumentError);
    expect(encode).toThrow(message);
  });

  it('refuses metadata that is no text, or too much of it', () => {
    expect(() => encodeSafetensors({}, { epochs: 3 } as unknown as Record<string, string>)).toThrow('metadata.epochs must be text');
    expect(() => encodeSafetensors({}, { note: '\udc00' })).toThrow('metadata.note must be well-formed Unicode');
    expect(() => encodeSafetensors({}, { note: 'x'.repeat(100_000_000) })).toThrow('header must be at most 100000000 bytes');
  });
});
