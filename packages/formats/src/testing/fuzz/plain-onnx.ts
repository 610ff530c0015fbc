import { deepStrictEqual } from 'node:assert/strict';
import protobuf from 'protobufjs';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxTensor } from '../../onnx/onnx.js';
import { bytesOf } from './plain-safetensors.js';

/** The messages of onnx.proto as far as they are compared, for a protobuf library that is not the one under test. */
const schema = `
  syntax = "proto2";
  message Model {
    optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7; repeated OperatorSet opset_import = 8;
    repeated Entry metadata_props = 14;
  }
  message OperatorSet { optional string domain = 1; optional int64 version = 2; }
  message Entry { optional string key = 1; optional string value = 2; }
  message Graph {
    repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5; repeated Value input = 11; repeated Value output = 12;
  }
  message Node {
    repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
    repeated Attribute attribute = 5; optional string domain = 7;
  }
  message Attribute {
    optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4; optional Tensor t = 5; optional Graph g = 6;
    repeated float floats = 7; repeated int64 ints = 8; repeated bytes strings = 9; repeated Graph graphs = 11; optional int32 type = 20;
  }
  message Tensor {
    repeated int64 dims = 1; optional int32 data_type = 2; repeated float float_data = 4; optional string name = 8; optional bytes raw_data = 9;
  }
  message Value { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`;
const Model = protobuf.parse(schema, { keepCase: true }).root.lookupType('Model');

// biome-ignore lint/suspicious/noExplicitAny: what the library decodes has no type.
type Decoded = any;

/** @throws AssertionError unless `read` is what protobufjs finds in the file */
export function assertSays(bytes: Uint8Array, read: OnnxModel): void {
  const model: Decoded = Model.decode(bytes);
  deepStrictEqual(
    [read.irVersion, read.producerName ?? '', read.operatorSets.map(({ domain, version }) => [domain, version])],
    [Number(model.ir_version), model.producer_name, model.opset_import.map((set: Decoded) => [set.domain, Number(set.version)])],
  );
  deepStrictEqual(Object.entries(read.metadata).sort(), model.metadata_props.map(({ key, value }: Decoded) => [key, value]).sort());
  assertGraph(read.graph, model.graph);
}

function assertGraph(read: OnnxGraph, graph: Decoded): void {
  deepStrictEqual(read.name, graph.name);
  deepStrictEqual(
    [...read.inputs, ...read.outputs].map(({ name }) => name),
    [...graph.input, ...graph.output].map(({ name }) => name),
  );
  const shapes = [...graph.input, ...graph.output].map(({ type }: Decoded) => type?.tensor_type?.shape?.dim);
  const readShapes = [...read.inputs, ...read.outputs].map(({ type }) => (type?.kind === 'tensor' ? type.shape : undefined));
  deepStrictEqual(
    readShapes,
    shapes.map((shape) => shape?.map((dim: Decoded) => (Object.hasOwn(dim, 'dim_value') ? Number(dim.dim_value) : dim.dim_param || null))),
  );
  deepStrictEqual(Object.keys(read.initializers).sort(), graph.initializer.map(({ name }: Decoded) => name).sort());
  for (const tensor of graph.initializer) assertTensor(read.initializers[tensor.name] as OnnxTensor, tensor);
  deepStrictEqual(read.nodes.length, graph.node.length);
  for (const [index, { opType, inputs, outputs, name = '', domain = '', attributes }] of read.nodes.entries()) {
    const node = graph.node[index];
    deepStrictEqual([opType, inputs, outputs, name, domain], [node.op_type, node.input, node.output, node.name, node.domain]);
    deepStrictEqual(Object.keys(attributes).sort(), node.attribute.map((attribute: Decoded) => attribute.name).sort());
    for (const attribute of node.attribute) assertAttribute(attributes[attribute.name] as OnnxAttribute, attribute);
  }
}

/** Absent bytes are an empty list. */
const text = (bytes: ArrayLike<number>) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));

function assertAttribute(read: OnnxAttribute, attribute: Decoded): void {
  if (read.type === 'FLOAT') deepStrictEqual(read.value, attribute.f);
  if (read.type === 'INT') deepStrictEqual(Number(read.value), Number(attribute.i));
  if (read.type === 'STRING') deepStrictEqual(read.value, text(attribute.s));
  if (read.type === 'FLOATS') deepStrictEqual([...read.value], attribute.floats);
  if (read.type === 'INTS') deepStrictEqual([...read.value].map(Number), attribute.ints.map(Number));
  if (read.type === 'STRINGS')
    deepStrictEqual(
      read.value,
      attribute.strings.map((bytes: Uint8Array) => text(bytes)),
    );
  if (read.type === 'TENSOR') assertTensor(read.value, attribute.t);
  if (read.type === 'GRAPH') assertGraph(read.value, attribute.g);
  if (read.type === 'GRAPHS') for (const [index, graph] of read.value.entries()) assertGraph(graph, attribute.graphs[index]);
}

function assertTensor(read: OnnxTensor, tensor: Decoded): void {
  deepStrictEqual(read.shape, tensor.dims.map(Number));
  if (read.dataType === 'STRING') return;
  if (tensor.raw_data.length > 0) deepStrictEqual(Buffer.compare(bytesOf(read.data), tensor.raw_data), 0);
  else if (read.dataType === 'FLOAT') deepStrictEqual([...read.data], tensor.float_data);
}
