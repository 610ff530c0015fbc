import { ArgumentError, assertOneOf } from '@tidegate/core';
import type { OnnxAttribute, OnnxGraph } from '../onnx.js';
import { attributeFields, attributeMessage, attributeTypes } from '../schema/onnx-messages.js';
import type { MessageWriter } from './message-writer.js';
import { writeTensor } from './write-tensor.js';
import { writeType } from './write-type.js';

type WriteGraph = (writer: MessageWriter, what: string, graph: OnnxGraph) => void;

const { fields } = attributeMessage;

/**
 * Writes the fields of an AttributeProto.
 *
 * @param what the argument that holds the attribute, for errors
 * @param writeGraph writes a graph that is an attribute
 */
export function writeAttribute(writer: MessageWriter, what: string, name: string, attribute: OnnxAttribute, writeGraph: WriteGraph): void {
  const type: string = attribute.type;
  assertOneOf(writer.caller, `${what}.type`, type, Object.keys(attributeTypes));
  if (name === '') throw new ArgumentError(writer.caller, what, name, 'an attribute with a name');
  writer.text(fields.name, `${what}'s name`, name);
  writeAttributeValue(writer, `${what}.value`, attribute, writeGraph);
  writer.integer(fields.type, `${what}.type`, attributeTypes[attribute.type]);
}

function writeAttributeValue(writer: MessageWriter, what: string, { type, value }: OnnxAttribute, writeGraph: WriteGraph): void {
  const field = fields[attributeFields[type]];
  const each = <Value>(values: readonly Value[], write: (what: string, value: Value) => void) => {
    for (const [index, one] of values.entries()) write(`${what}[${index}]`, one);
  };
  switch (type) {
    case 'FLOAT':
      writer.float(field, what, value);
      break;
    case 'INT':
      writer.bigInteger(field, what, value);
      break;
    case 'STRING':
      writer.text({ ...field, repeated: true }, what, value);
      break;
    case 'TENSOR':
      writer.message(field, () => writeTensor(writer, what, value));
      break;
    case 'GRAPH':
      writer.message(field, () => writeGraph(writer, what, value));
      break;
    case 'TYPE_PROTO':
      writer.message(field, () => writeType(writer, what, value));
      break;
    case 'FLOATS':
      if (!(value instanceof Float32Array)) throw new ArgumentError(writer.caller, what, value, 'a Float32Array');
      for (const one of value) writer.float(field, what, one);
      break;
    case 'INTS':
      if (!(value instanceof BigInt64Array)) throw new ArgumentError(writer.caller, what, value, 'a BigInt64Array');
      for (const one of value) writer.bigInteger(field, what, one);
      break;
    case 'STRINGS':
      each(value, (what, text) => writer.text(field, what, text));
      break;
    case 'TENSORS':
      each(value, (what, tensor) => writer.message(field, () => writeTensor(writer, what, tensor)));
      break;
    case 'GRAPHS':
      each(value, (what, graph) => writer.message(field, () => writeGraph(writer, what, graph)));
      break;
    case 'TYPE_PROTOS':
      each(value, (what, type) => writer.message(field, () => writeType(writer, what, type)));
      break;
  }
}
