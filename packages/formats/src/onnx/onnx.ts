import type { OnnxArrays, OnnxDataType, OnnxNumericType } from './data-type.js';

/** Numbers as plain data, in row-major order: the typed array of `dataType`, with as many elements as `shape` has. */
export type OnnxNumericTensor = {
  readonly [T in OnnxNumericType]: { readonly dataType: T; readonly shape: readonly number[]; readonly data: OnnxArrays[T] };
}[OnnxNumericType];

/** Texts as plain data, in row-major order. */
export interface OnnxStringTensor {
  readonly dataType: 'STRING';
  readonly shape: readonly number[];
  readonly data: readonly string[];
}

export type OnnxTensor = OnnxNumericTensor | OnnxStringTensor;

/** A size, the name of a size that is known when the model runs, or null where even a name is missing. */
export type OnnxDimension = number | string | null;

/** The type of a value that flows through a graph. A tensor without `shape` may have any. */
export type OnnxType =
  | { readonly kind: 'tensor' | 'sparse_tensor'; readonly dataType: OnnxDataType; readonly shape?: readonly OnnxDimension[] }
  | { readonly kind: 'sequence' | 'optional'; readonly element: OnnxType }
  | { readonly kind: 'map'; readonly keyType: OnnxDataType; readonly value: OnnxType };

/** A named value of a graph. */
export interface OnnxValue {
  readonly name: string;
  /** Always there for inputs and outputs of a model's own graph. */
  readonly type?: OnnxType;
  readonly docString?: string;
}

/** A setting of a node. Integers have 64 bits; floating-point numbers have 32. */
export type OnnxAttribute =
  | { readonly type: 'FLOAT'; readonly value: number }
  | { readonly type: 'INT'; readonly value: bigint }
  | { readonly type: 'STRING'; readonly value: string }
  | { readonly type: 'TENSOR'; readonly value: OnnxTensor }
  | { readonly type: 'GRAPH'; readonly value: OnnxGraph }
  | { readonly type: 'TYPE_PROTO'; readonly value: OnnxType }
  | { readonly type: 'FLOATS'; readonly value: Float32Array }
  | { readonly type: 'INTS'; readonly value: BigInt64Array }
  | { readonly type: 'STRINGS'; readonly value: readonly string[] }
  | { readonly type: 'TENSORS'; readonly value: readonly OnnxTensor[] }
  | { readonly type: 'GRAPHS'; readonly value: readonly OnnxGraph[] }
  | { readonly type: 'TYPE_PROTOS'; readonly value: readonly OnnxType[] };

/** One operation. */
export interface OnnxNode {
  /** The name of the operator, such as `LSTM`. */
  readonly opType: string;
  /** Names of values; an empty one leaves out an optional input. */
  readonly inputs: readonly string[];
  /** Names of values; an empty one leaves out an optional output. */
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
  readonly name?: string;
  /** The operator set that holds the operator; none for ONNX's own. */
  readonly domain?: string;
  readonly docString?: string;
}

/** A computation. */
export interface OnnxGraph {
  readonly name: string;
  /** In an order in which they can run. */
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Constants, such as weights, by the name of the value. */
  readonly initializers: Readonly<Record<string, OnnxTensor>>;
  /** What is known of values between. */
  readonly values?: readonly OnnxValue[];
  readonly docString?: string;
}

/** The version of an operator set; ONNX's own has the empty domain. */
export interface OnnxOperatorSet {
  readonly domain: string;
  readonly version: number;
}

/** What an ONNX file holds. */
export interface OnnxModel {
  /** The version of the format. */
  readonly irVersion: number;
  readonly operatorSets: readonly OnnxOperatorSet[];
  readonly graph: OnnxGraph;
  readonly producerName?: string;
  readonly producerVersion?: string;
  readonly domain?: string;
  readonly modelVersion?: number;
  readonly docString?: string;
  /** Free text by name. */
  readonly metadata: Readonly<Record<string, string>>;
}
