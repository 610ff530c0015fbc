import { describe, expect, it } from 'vitest';
import { FormatError } from '../../errors/format-error.js';
import { type Bytes, file, fixed32, int, minusOne, within } from '../../testing/protobuf-bytes.js';
import { decodeOnnxTensor } from './decode-onnx.js';

/** FLOAT [2], whatever follows. */
const float2 = (...fields: Bytes[]) => [...int(1, 2), ...int(2, 1), ...fields.flat()];

describe('decodeOnnxTensor', () => {
  it.each<[string, Bytes, unknown]>([
    ['FLOAT', [...int(2, 1), ...within(4, [0, 0, 0x80, 0x3f])], Float32Array.of(1)],
    ['UINT8', [...int(2, 2), ...within(5, [0xff, 1])], Uint8Array.of(255)],
    ['INT8', [...int(2, 3), ...within(5, minusOne)], Int8Array.of(-1)],
    ['UINT16', [...int(2, 4), ...within(5, [0xff, 0xff, 3])], Uint16Array.of(65_535)],
    ['INT16', [...int(2, 5), ...within(5, minusOne)], Int16Array.of(-1)],
    ['INT32', [...int(2, 6), ...within(5, minusOne)], Int32Array.of(-1)],
    ['INT64', [...int(2, 7), ...within(7, minusOne)], BigInt64Array.of(-1n)],
    ['STRING', [...int(2, 8), ...within(6, 'grün')], ['grün']],
    ['BOOL', [...int(2, 9), ...int(5, 1)], Uint8Array.of(1)],
    ['FLOAT16', [...int(2, 10), ...int(5, 0x3c00)], Uint16Array.of(0x3c00)],
    ['DOUBLE', [...int(2, 11), ...within(10, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f])], Float64Array.of(1)],
    ['UINT32', [...int(2, 12), ...within(11, [0xff, 0xff, 0xff, 0xff, 0xf])], Uint32Array.of(2 ** 32 - 1)],
    ['UINT64', [...int(2, 13), ...within(11, minusOne)], BigUint64Array.of(2n ** 64n - 1n)],
    ['COMPLEX64', [...int(2, 14), ...within(4, [0, 0, 0x80, 0x3f]), ...fixed32(4, 0, 0, 0, 0x40)], Float32Array.of(1, 2)],
    ['COMPLEX128', [...int(2, 15), ...within(10, new Array(16).fill(0))], Float64Array.of(0, 0)],
    ['BFLOAT16', [...int(2, 16), ...int(5, 0x3f80)], Uint16Array.of(0x3f80)],
    ['FLOAT8E4M3FN', [...int(2, 17), ...int(5, 200)], Uint8Array.of(200)],
    ['FLOAT8E4M3FNUZ', [...int(2, 18), ...int(5, 200)], Uint8Array.of(200)],
    ['FLOAT8E5M2', [...int(2, 19), ...int(5, 200)], Uint8Array.of(200)],
    ['FLOAT8E5M2FNUZ', [...int(2, 20), ...int(5, 200)], Uint8Array.of(200)],
  ])('reads %s from its typed field', (dataType, fields, data) => {
    expect(decodeOnnxTensor(file(fields))).toEqual({ dataType, shape: [], data });
  });

  it('reads bytes, sizes packed and one by one, and tensors without elements', () => {
    const raw = within(9, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
    const expected = { dataType: 'FLOAT', shape: [1, 2], data: Float32Array.of(1, -2) };
    expect(decodeOnnxTensor(file(int(1, 1), int(1, 2), int(2, 1), raw))).toEqual(expected);
    expect(decodeOnnxTensor(file(within(1, [1, 2]), int(2, 1), raw))).toEqual(expected);
    expect(decodeOnnxTensor(file(within(1, [0, 7]), int(2, 6)))).toEqual({ dataType: 'INT32', shape: [0, 7], data: new Int32Array() });
  });

  it.each<[string, Bytes, string]>([
    ['a tensor without type', int(1, 0), 'tensor "" of shape [0] has no data_type'],
    ['an undefined type', int(2, 0), 'tensor.data_type: the data type 0 is not known here'],
    ['an unknown type', int(2, 22), 'tensor.data_type: the data type 22 is not known here'],
    ['a negative size', [8, ...minusOne, ...int(2, 1)], 'tensor.dims[0]: a size must be 0 or more, but is -1'],
    ['too many sizes', [...within(1, new Array(257).fill(1)), ...int(2, 1)], 'a tensor may have 256 dimensions, not more'],
    ['too few bytes', float2(within(9, [0, 0, 0, 0])), 'shape [2] has 4 bytes of raw_data, but its shape takes 8'],
    ['too many bytes', float2(within(9, new Array(12).fill(0))), 'shape [2] has 12 bytes of raw_data, but its shape takes 8'],
    ['too few numbers', float2(within(4, [0, 0, 0, 0])), 'shape [2] has 1 numbers of float_data, but its shape takes 2'],
    ['no numbers', float2(), 'shape [2] has 0 numbers of float_data, but its shape takes 2'],
    ['too few texts', [...int(1, 2), ...int(2, 8), ...within(6, 'a')], 'shape [2] has 1 texts, but its shape takes 2'],
    ['texts and numbers', [...int(2, 8), ...int(7, 1)], 'has int64_data, which cannot hold STRING'],
    ['texts of numbers', [...int(2, 1), ...within(6, 'a')], 'has string_data, which cannot hold FLOAT'],
    ['the field of another type', [...int(2, 1), ...int(7, 1)], 'has int64_data, which cannot hold FLOAT'],
    ['two fields', [...int(2, 1), ...within(9, [0, 0, 0, 0]), ...fixed32(4, 0, 0, 0, 0)], 'has both raw_data and float_data'],
    ['bytes twice', [...within(9), ...within(9)], 'tensor.raw_data: stands twice'],
    ['a number beyond its type', [...int(2, 2), ...int(5, 256)], 'has 256, which UINT8 does not hold'],
    ['a negative number of a positive type', [...int(2, 4), 40, ...minusOne], 'has -1, which UINT16 does not hold'],
    ['a number beyond 32 bits', [...int(2, 6), ...int(5, 2 ** 31)], 'tensor.int32_data[0]: 2147483648 does not fit 32 bits'],
    ['an unsigned number beyond 32 bits', [...int(2, 12), ...int(11, 2 ** 32)], 'has 4294967296, which UINT32 does not hold'],
    ['a boolean of 2', [...int(2, 9), ...within(9, [2])], 'has values other than 0 and 1, but is of type BOOL'],
    ['a part of a tensor', within(3), 'tensor.segment: the tensor is only a part'],
    ['data in another file', int(14, 1), 'tensor.data_location: the data lies in another file (external data); save the model'],
    ['the place of data in another file', within(13, within(1, 'location')), 'tensor.external_data[0]: the data lies in another file'],
  ])('refuses %s', (_, fields, message) => {
    expect(() => decodeOnnxTensor(file(fields))).toThrow(FormatError);
    expect(() => decodeOnnxTensor(file(fields))).toThrow(message);
  });

  it('refuses a terabyte, and more than can be counted, without taking memory for it', () => {
    expect(() => decodeOnnxTensor(file(int(1, 2 ** 40), int(2, 1)))).toThrow(
      'has 0 numbers of float_data, but its shape takes 1099511627776',
    );
    expect(() => decodeOnnxTensor(file(int(1, 2 ** 40), int(1, 2 ** 40), int(2, 1)))).toThrow('has more elements than can be counted');
  });
});
