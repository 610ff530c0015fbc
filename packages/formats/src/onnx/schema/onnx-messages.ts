/**
 * The messages of an ONNX file: names and numbers as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Descriptions that change
 * nothing about what a model computes (denotations, annotations, metadata of parts) are left out, and so are passed over.
 */
import { message } from './message.js';

export const modelMessage = message(
  { ir_version: 1, producer_name: 2, producer_version: 3, domain: 4, model_version: 5, doc_string: 6, graph: 7 },
  { opset_import: 8, metadata_props: 14, training_info: 20, functions: 25 },
);

export const operatorSetMessage = message({ domain: 1, version: 2 });

export const entryMessage = message({ key: 1, value: 2 });

export const graphMessage = message(
  { name: 2, doc_string: 10 },
  { node: 1, initializer: 5, input: 11, output: 12, value_info: 13, sparse_initializer: 15 },
);

export const nodeMessage = message({ name: 3, op_type: 4, doc_string: 6, domain: 7, overload: 8 }, { input: 1, output: 2, attribute: 5 });

export const attributeMessage = message(
  { name: 1, f: 2, i: 3, s: 4, t: 5, g: 6, tp: 14, type: 20, ref_attr_name: 21, sparse_tensor: 22 },
  { floats: 7, ints: 8, strings: 9, tensors: 10, graphs: 11, type_protos: 15, sparse_tensors: 23 },
);

/** AttributeProto.AttributeType. */
export const attributeTypes = {
  FLOAT: 1,
  INT: 2,
  STRING: 3,
  TENSOR: 4,
  GRAPH: 5,
  FLOATS: 6,
  INTS: 7,
  STRINGS: 8,
  TENSORS: 9,
  GRAPHS: 10,
  TYPE_PROTO: 13,
  TYPE_PROTOS: 14,
} as const;

/** The field that holds an attribute of a type. */
export const attributeFields = {
  FLOAT: 'f',
  INT: 'i',
  STRING: 's',
  TENSOR: 't',
  GRAPH: 'g',
  FLOATS: 'floats',
  INTS: 'ints',
  STRINGS: 'strings',
  TENSORS: 'tensors',
  GRAPHS: 'graphs',
  TYPE_PROTO: 'tp',
  TYPE_PROTOS: 'type_protos',
} as const;

export const tensorMessage = message(
  { data_type: 2, segment: 3, name: 8, raw_data: 9, data_location: 14 },
  { dims: 1, float_data: 4, int32_data: 5, string_data: 6, int64_data: 7, double_data: 10, uint64_data: 11, external_data: 13 },
);

/** TensorProto.DataLocation: the data lies in another file. */
export const externalLocation = 1;

export const valueMessage = message({ name: 1, type: 2, doc_string: 3 });

export const typeMessage = message({ tensor_type: 1, sequence_type: 4, map_type: 5, sparse_tensor_type: 8, optional_type: 9 });

export const tensorTypeMessage = message({ elem_type: 1, shape: 2 });

/** The type of a sequence, and that of an optional value. */
export const elementTypeMessage = message({ elem_type: 1 });

export const mapTypeMessage = message({ key_type: 1, value_type: 2 });

export const shapeMessage = message({}, { dim: 1 });

export const dimensionMessage = message({ dim_value: 1, dim_param: 2 });
