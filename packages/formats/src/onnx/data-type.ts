/**
 * The types of numbers, each with the typed array that holds it. `BOOL` is a byte of 0 or 1; a complex number is two elements, the real part
 * first; the 8- and 16-bit floating-point types, for which this version of JavaScript has no arrays, are kept as their bits. Types of fewer
 * than eight bits are missing.
 */
export interface OnnxArrays {
  readonly FLOAT: Float32Array;
  readonly UINT8: Uint8Array;
  readonly INT8: Int8Array;
  readonly UINT16: Uint16Array;
  readonly INT16: Int16Array;
  readonly INT32: Int32Array;
  readonly INT64: BigInt64Array;
  readonly BOOL: Uint8Array;
  readonly FLOAT16: Uint16Array;
  readonly DOUBLE: Float64Array;
  readonly UINT32: Uint32Array;
  readonly UINT64: BigUint64Array;
  readonly COMPLEX64: Float32Array;
  readonly COMPLEX128: Float64Array;
  readonly BFLOAT16: Uint16Array;
  readonly FLOAT8E4M3FN: Uint8Array;
  readonly FLOAT8E4M3FNUZ: Uint8Array;
  readonly FLOAT8E5M2: Uint8Array;
  readonly FLOAT8E5M2FNUZ: Uint8Array;
}

export type OnnxNumericType = keyof OnnxArrays;
export type OnnxArray = OnnxArrays[OnnxNumericType];
export type OnnxDataType = OnnxNumericType | 'STRING';

/** The typed field of a TensorProto that may hold a type's elements, where `raw_data` does not. */
export type TypedField = 'float_data' | 'int32_data' | 'int64_data' | 'double_data' | 'uint64_data';

interface NumericType {
  /** The number in the file. */
  readonly code: number;
  readonly array: NumericArrayConstructor;
  readonly field: TypedField;
  /** Numbers in an element: two for complex ones. */
  readonly width: 1 | 2;
}

type NumericArrayConstructor =
  | Float32ArrayConstructor
  | Float64ArrayConstructor
  | Int8ArrayConstructor
  | Int16ArrayConstructor
  | Int32ArrayConstructor
  | BigInt64ArrayConstructor
  | Uint8ArrayConstructor
  | Uint16ArrayConstructor
  | Uint32ArrayConstructor
  | BigUint64ArrayConstructor;

/** Numbers as TensorProto.DataType of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto has them. */
const numericTypes: Readonly<Record<OnnxNumericType, NumericType>> = {
  FLOAT: { code: 1, array: Float32Array, field: 'float_data', width: 1 },
  UINT8: { code: 2, array: Uint8Array, field: 'int32_data', width: 1 },
  INT8: { code: 3, array: Int8Array, field: 'int32_data', width: 1 },
  UINT16: { code: 4, array: Uint16Array, field: 'int32_data', width: 1 },
  INT16: { code: 5, array: Int16Array, field: 'int32_data', width: 1 },
  INT32: { code: 6, array: Int32Array, field: 'int32_data', width: 1 },
  INT64: { code: 7, array: BigInt64Array, field: 'int64_data', width: 1 },
  BOOL: { code: 9, array: Uint8Array, field: 'int32_data', width: 1 },
  FLOAT16: { code: 10, array: Uint16Array, field: 'int32_data', width: 1 },
  DOUBLE: { code: 11, array: Float64Array, field: 'double_data', width: 1 },
  UINT32: { code: 12, array: Uint32Array, field: 'uint64_data', width: 1 },
  UINT64: { code: 13, array: BigUint64Array, field: 'uint64_data', width: 1 },
  COMPLEX64: { code: 14, array: Float32Array, field: 'float_data', width: 2 },
  COMPLEX128: { code: 15, array: Float64Array, field: 'double_data', width: 2 },
  BFLOAT16: { code: 16, array: Uint16Array, field: 'int32_data', width: 1 },
  FLOAT8E4M3FN: { code: 17, array: Uint8Array, field: 'int32_data', width: 1 },
  FLOAT8E4M3FNUZ: { code: 18, array: Uint8Array, field: 'int32_data', width: 1 },
  FLOAT8E5M2: { code: 19, array: Uint8Array, field: 'int32_data', width: 1 },
  FLOAT8E5M2FNUZ: { code: 20, array: Uint8Array, field: 'int32_data', width: 1 },
};

const stringCode = 8;

export const onnxDataTypes = [...Object.keys(numericTypes), 'STRING'] as readonly OnnxDataType[];

export function numericType(dataType: OnnxNumericType): NumericType {
  return numericTypes[dataType];
}

export function codeOf(dataType: OnnxDataType): number {
  return dataType === 'STRING' ? stringCode : numericTypes[dataType].code;
}

const byCode = new Map(onnxDataTypes.map((dataType) => [codeOf(dataType), dataType]));

/** The type of a number in the file, or nothing where it names none of these. */
export function dataTypeOf(code: number): OnnxDataType | undefined {
  return byCode.get(code);
}
