import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { decodeSafetensors } from './decode.js';
import { encodeSafetensors } from './encode.js';

/** A file with any header. */
function file(header: string | Uint8Array, data: ArrayLike<number> = []): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const entry = (dtype: string, shape: string, offsets: string) => `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

describe('decodeSafetensors', () => {
  it('reads tensors and metadata', () => {
    const header = `{"x":${entry('F32', '[1,2]', '[1,9]')},"__metadata__":{"by":"hand"},"m":${entry('BOOL', '[]', '[0,1]')}}`;
    expect(decodeSafetensors(file(header, [1, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]))).toEqual({
      tensors: {
        x: { dtype: 'F32', shape: [1, 2], data: Float32Array.of(1, -2) },
        m: { dtype: 'BOOL', shape: [], data: Uint8Array.of(1) },
      },
      metadata: { by: 'hand' },
    });
    expect(decodeSafetensors(file('{}  '))).toEqual({ tensors: {}, metadata: {} });
  });

  it('reads a file that stands anywhere in a buffer, and keeps nothing of it', () => {
    const plain = encodeSafetensors({ x: { dtype: 'F64', shape: [1], data: Float64Array.of(0.1) } });
    const buffer = new Uint8Array(plain.length + 3).fill(7);
    buffer.set(plain, 3);
    const { tensors } = decodeSafetensors(buffer.subarray(3));
    buffer.fill(0);
    expect(tensors.x?.data).toEqual(Float64Array.of(0.1));
  });

  it('reads tensors without elements at the same place', () => {
    const header = `{"a":${entry('F32', '[0,5]', '[4,4]')},"b":${entry('I32', '[1]', '[0,4]')},"c":${entry('U8', '[0]', '[0,0]')}}`;
    expect(Object.keys(decodeSafetensors(file(header, [1, 0, 0, 0])).tensors)).toEqual(['a', 'b', 'c']);
  });

  it('keeps names that mean something to objects', () => {
    const x = { dtype: 'U8', shape: [1], data: Uint8Array.of(4) } as const;
    const names = ['__proto__', 'constructor', 'prototype', 'toString', '', '0'];
    const { tensors, metadata } = decodeSafetensors(
      encodeSafetensors(Object.fromEntries(names.map((name) => [name, x])), Object.fromEntries([['__proto__', 'text']])),
    );
    expect(new Set(Object.keys(tensors))).toEqual(new Set(names));
    expect(Object.entries(metadata)).toEqual([['__proto__', 'text']]);
  });

  const float = (offsets: string, shape = '[1]') => entry('F32', shape, offsets);
  it.each<[string, Uint8Array, string]>([
    ['too few bytes', new Uint8Array(7), 'the file has 7 bytes, fewer than the 8'],
    ['an empty file', new Uint8Array(0), 'the file has 0 bytes'],
    ['a name that is half a character', file('{"\\ud800":{}}'), 'the header has the text "\\ud800", which is no Unicode'],
    ['metadata that are half a character', file('{"__metadata__":{"a":"\\udc00b"}}'), 'the text "\\udc00b", which is no Unicode'],
    ['an empty header', file(''), 'the header is not JSON'],
    ['a truncated header', file('{}').subarray(0, 9), 'the file ends before its header: 2 bytes are announced, 1 are there'],
    ['a header above the limit', Uint8Array.of(0x01, 0xe1, 0xf5, 0x05, 0, 0, 0, 0), 'at most 100000000 bytes, but says 100000001'],
    ['an absurd header length', new Uint8Array(16).fill(0xff), 'but says 18446744073709551615'],
    ['bytes that are not UTF-8', file(Uint8Array.of(0x7b, 0xff, 0x7d)), 'the header is not UTF-8'],
    ['a byte order mark', file('\ufeff{}'), 'the header is not JSON'],
    ['broken JSON', file('{"x":'), 'the header is not JSON'],
    ['a leading space', file(' {}'), 'must be a JSON object that begins with "{"'],
    ['an array', file('[]'), 'must be a JSON object that begins with "{"'],
    ['null', file('null'), 'must be a JSON object that begins with "{"'],
    ['a name twice', file(`{"x":${float('[0,4]')},"x" : ${float('[4,8]')}}`, new Uint8Array(8)), 'the header has the name "x" twice'],
    ['a name twice, once escaped', file(`{"x":${float('[0,4]')},"\\u0078":${float('[0,4]')}}`, new Uint8Array(4)), 'the name "x" twice'],
    ['a field twice', file(`{"x":{"dtype":"U8",${float('[0,4]').slice(1)}}`, new Uint8Array(4)), 'the name "dtype" twice'],
    ['an entry that is no object', file('{"x":3}'), 'tensor "x": its entry'],
    ['a missing field', file('{"x":{"dtype":"F32","shape":[]}}'), 'tensor "x": data_offsets'],
    ['an unknown field', file(`{"x":{"order":"F",${float('[0,4]').slice(1)}}`, new Uint8Array(4)), 'tensor "x": order'],
    ['an unknown type', file(`{"x":${entry('F33', '[1]', '[0,4]')}}`, new Uint8Array(4)), 'tensor "x": dtype'],
    ['a negative dimension', file(`{"x":${float('[0,4]', '[-1,-1]')}}`, new Uint8Array(4)), 'tensor "x": shape.0'],
    ['a broken dimension', file(`{"x":${float('[0,4]', '[0.5,2]')}}`, new Uint8Array(4)), 'tensor "x": shape.0'],
    ['a dimension beyond exact numbers', file(`{"x":${float('[0,4]', '[9007199254740993]')}}`, new Uint8Array(4)), 'tensor "x": shape.0'],
    ['a product beyond exact numbers', file(`{"x":${float('[0,4]', '[4503599627370496,4503599627370496]')}}`), 'must span what F32'],
    ['a shape that is no list', file(`{"x":${float('[0,4]', '1')}}`, new Uint8Array(4)), 'tensor "x": shape'],
    ['three offsets', file(`{"x":${float('[0,4,8]')}}`, new Uint8Array(8)), 'tensor "x": data_offsets'],
    ['a negative offset', file(`{"x":${float('[-4,0]')}}`), 'tensor "x": data_offsets.0'],
    ['offsets in the wrong order', file(`{"x":${float('[4,0]')}}`, new Uint8Array(4)), 'must span what F32 of shape [1] takes'],
    [
      'a size other than the shape',
      file(`{"x":${float('[0,8]')}}`, new Uint8Array(8)),
      'data_offsets [0, 8] must span what F32 of shape [1] takes',
    ],
    ['overlapping tensors', file(`{"x":${float('[0,4]')},"y":${float('[2,6]')}}`, new Uint8Array(6)), '"y": data_offsets [2, 6] overlaps'],
    ['shared bytes', file(`{"x":${float('[0,4]')},"y":${float('[0,4]')}}`, new Uint8Array(4)), '"y": data_offsets [0, 4] overlaps'],
    [
      'a gap',
      file(`{"x":${float('[0,4]')},"y":${float('[8,12]')}}`, new Uint8Array(12)),
      '"y": data_offsets [8, 12] leaves a gap behind byte 4',
    ],
    ['a gap at the start', file(`{"x":${float('[4,8]')}}`, new Uint8Array(8)), 'leaves a gap behind byte 0'],
    ['truncated data', file(`{"x":${float('[0,4]')}}`, new Uint8Array(3)), 'the tensors take 4 bytes, but the file has 3'],
    ['bytes left over', file(`{"x":${float('[0,4]')}}`, new Uint8Array(5)), 'the tensors take 4 bytes, but the file has 5'],
    ['metadata that is no object', file('{"__metadata__":[]}'), '__metadata__ must be an object of texts'],
    ['metadata that is no text', file('{"__metadata__":{"epoch":3}}'), '__metadata__ must be an object of texts'],
    ['metadata that is null', file('{"__metadata__":null}'), '__metadata__ must be an object of texts'],
    ['metadata twice', file('{"__metadata__":{"a":"1","a":"2"}}'), 'the name "a" twice'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FormatError);
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  it('refuses a terabyte without taking memory for it', () => {
    const header = `{"x":${entry('F32', '[549755813888]', '[0,2199023255552]')}}`;
    expect(() => decodeSafetensors(file(header))).toThrow('the tensors take 2199023255552 bytes, but the file has 0');
  });

  it('refuses a very deep header', () => {
    expect(() => decodeSafetensors(file(`{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toThrow(FormatError);
  });
});
