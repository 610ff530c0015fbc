import type { OnnxDataType } from '../data-type.js';
import type { OnnxDimension, OnnxType, OnnxValue } from '../onnx.js';
import {
  dimensionMessage,
  elementTypeMessage,
  mapTypeMessage,
  shapeMessage,
  tensorTypeMessage,
  typeMessage,
  valueMessage,
} from '../schema/onnx-messages.js';
import type { MessageReader } from '../wire/message-reader.js';
import { readDataType } from './read-tensor.js';

/** What an entry of a list takes in memory. */
const dimensionMemory = 16;

/** Reads a ValueInfoProto. */
export function readValue(reader: MessageReader): OnnxValue {
  let name = '';
  let type: OnnxType | undefined;
  let docString = '';
  reader.each(valueMessage, {
    name: () => {
      name = reader.text();
    },
    type: () => {
      type = reader.message(readType);
    },
    doc_string: () => {
      docString = reader.text();
    },
  });
  if (name === '') throw reader.problem('the value has no name');
  return { name, ...(type === undefined ? {} : { type }), ...(docString === '' ? {} : { docString }) };
}

/** Reads a TypeProto; nothing where it says no type. */
export function readType(reader: MessageReader): OnnxType | undefined {
  let type: OnnxType | undefined;
  const set = (read: (reader: MessageReader) => OnnxType) => () => {
    if (type !== undefined) throw reader.problem('the type must be one, but there is another before it');
    type = reader.message(read);
  };
  reader.each(typeMessage, {
    tensor_type: set((tensor) => readTensorType(tensor, 'tensor')),
    sparse_tensor_type: set((tensor) => readTensorType(tensor, 'sparse_tensor')),
    sequence_type: set((sequence) => ({ kind: 'sequence', element: readElementType(sequence) })),
    optional_type: set((optional) => ({ kind: 'optional', element: readElementType(optional) })),
    map_type: set(readMapType),
  });
  return type;
}

function readTensorType(reader: MessageReader, kind: 'tensor' | 'sparse_tensor'): OnnxType {
  let dataType: OnnxDataType | undefined;
  let shape: OnnxDimension[] | undefined;
  reader.each(tensorTypeMessage, {
    elem_type: () => {
      dataType = readDataType(reader);
    },
    shape: () => {
      shape = reader.message(readShape);
    },
  });
  if (dataType === undefined) throw reader.problem('the tensor has no elem_type');
  return { kind, dataType, ...(shape === undefined ? {} : { shape }) };
}

function readShape(reader: MessageReader): OnnxDimension[] {
  const shape: OnnxDimension[] = [];
  reader.each(shapeMessage, { dim: () => shape.push(reader.message(readDimension, dimensionMemory)) });
  return shape;
}

function readDimension(reader: MessageReader): OnnxDimension {
  let size: number | undefined;
  let name = '';
  reader.each(dimensionMessage, {
    dim_value: () => {
      size = reader.integer();
      if (size < 0) throw reader.problem(`a size must be 0 or more, but is ${size}`);
    },
    dim_param: () => {
      name = reader.text();
    },
  });
  if (size !== undefined && name !== '') throw reader.problem(`the dimension has both a size (${size}) and a name (${name})`);
  return size ?? (name === '' ? null : name);
}

function readElementType(reader: MessageReader): OnnxType {
  let element: OnnxType | undefined;
  reader.each(elementTypeMessage, {
    elem_type: () => {
      element = reader.message(readType);
    },
  });
  if (element === undefined) throw reader.problem('the elements have no type');
  return element;
}

function readMapType(reader: MessageReader): OnnxType {
  let keyType: OnnxDataType | undefined;
  let value: OnnxType | undefined;
  reader.each(mapTypeMessage, {
    key_type: () => {
      keyType = readDataType(reader);
    },
    value_type: () => {
      value = reader.message(readType);
    },
  });
  if (keyType === undefined || value === undefined) throw reader.problem('the map must have types of key and value');
  return { kind: 'map', keyType, value };
}
