import { ArgumentError, assertOneOf } from '@tidegate/core';
import { codeOf, type OnnxDataType, onnxDataTypes } from '../data-type.js';
import type { OnnxDimension, OnnxType, OnnxValue } from '../onnx.js';
import type { Field } from '../schema/message.js';
import {
  dimensionMessage,
  elementTypeMessage,
  mapTypeMessage,
  shapeMessage,
  tensorTypeMessage,
  typeMessage,
  valueMessage,
} from '../schema/onnx-messages.js';
import type { MessageWriter } from './message-writer.js';

const kinds = {
  tensor: typeMessage.fields.tensor_type,
  sparse_tensor: typeMessage.fields.sparse_tensor_type,
  sequence: typeMessage.fields.sequence_type,
  optional: typeMessage.fields.optional_type,
  map: typeMessage.fields.map_type,
} as const satisfies Record<OnnxType['kind'], Field>;

/**
 * Writes the fields of a ValueInfoProto.
 *
 * @param what the argument that holds the value, for errors
 */
export function writeValue(writer: MessageWriter, what: string, { name, type, docString }: OnnxValue): void {
  const { fields } = valueMessage;
  if (name === '') throw new ArgumentError(writer.caller, `${what}.name`, name, 'some text');
  writer.text(fields.name, `${what}.name`, name);
  if (type !== undefined) writer.message(fields.type, () => writeType(writer, `${what}.type`, type));
  writer.text(fields.doc_string, `${what}.docString`, docString);
}

/** Writes the fields of a TypeProto. */
export function writeType(writer: MessageWriter, what: string, type: OnnxType): void {
  const kind: string = type.kind;
  assertOneOf(writer.caller, `${what}.kind`, kind, Object.keys(kinds));
  writer.message(kinds[type.kind], () => {
    if ('dataType' in type) {
      const { fields } = tensorTypeMessage;
      writeDataType(writer, fields.elem_type, `${what}.dataType`, type.dataType);
      const { shape } = type;
      if (shape !== undefined) writer.message(fields.shape, () => writeShape(writer, `${what}.shape`, shape));
    } else if ('value' in type) {
      const { fields } = mapTypeMessage;
      writeDataType(writer, fields.key_type, `${what}.keyType`, type.keyType);
      writer.message(fields.value_type, () => writeType(writer, `${what}.value`, type.value));
    } else {
      writer.message(elementTypeMessage.fields.elem_type, () => writeType(writer, `${what}.element`, type.element));
    }
  });
}

function writeDataType(writer: MessageWriter, field: Field, what: string, dataType: OnnxDataType): void {
  assertOneOf(writer.caller, what, dataType, onnxDataTypes);
  writer.integer(field, what, codeOf(dataType));
}

function writeShape(writer: MessageWriter, what: string, shape: readonly OnnxDimension[]): void {
  const { fields } = dimensionMessage;
  for (const [axis, dimension] of shape.entries()) {
    writer.message(shapeMessage.fields.dim, () => {
      if (typeof dimension === 'number') writer.integer(fields.dim_value, `${what}[${axis}]`, dimension);
      else writer.text(fields.dim_param, `${what}[${axis}]`, dimension ?? '');
    });
  }
}
