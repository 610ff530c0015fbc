import { ArgumentError } from '@tidegate/core';
import type { OnnxGraph, OnnxNode } from '../onnx.js';
import { graphMessage, nodeMessage } from '../schema/onnx-messages.js';
import type { MessageWriter } from './message-writer.js';
import { writeAttribute } from './write-attribute.js';
import { writeTensor } from './write-tensor.js';
import { writeValue } from './write-type.js';

/**
 * Writes the fields of a GraphProto.
 *
 * @param what the argument that holds the graph, for errors
 */
export function writeGraph(writer: MessageWriter, what: string, graph: OnnxGraph): void {
  const { fields } = graphMessage;
  for (const [index, node] of graph.nodes.entries()) {
    writer.message(fields.node, () => writeNode(writer, `${what}.nodes[${index}]`, node));
  }
  writer.text(fields.name, `${what}.name`, graph.name);
  for (const [name, tensor] of Object.entries(graph.initializers)) {
    if (name === '') throw new ArgumentError(writer.caller, `${what}.initializers`, name, 'tensors with names');
    writer.message(fields.initializer, () => writeTensor(writer, `${what}.initializers.${name}`, tensor, name));
  }
  writer.text(fields.doc_string, `${what}.docString`, graph.docString);
  for (const [index, value] of graph.inputs.entries()) {
    writer.message(fields.input, () => writeValue(writer, `${what}.inputs[${index}]`, value));
  }
  for (const [index, value] of graph.outputs.entries()) {
    writer.message(fields.output, () => writeValue(writer, `${what}.outputs[${index}]`, value));
  }
  for (const [index, value] of (graph.values ?? []).entries()) {
    writer.message(fields.value_info, () => writeValue(writer, `${what}.values[${index}]`, value));
  }
}

function writeNode(writer: MessageWriter, what: string, node: OnnxNode): void {
  const { fields } = nodeMessage;
  if (node.opType === '') throw new ArgumentError(writer.caller, `${what}.opType`, node.opType, 'the name of an operator');
  for (const [index, input] of node.inputs.entries()) writer.text(fields.input, `${what}.inputs[${index}]`, input);
  for (const [index, output] of node.outputs.entries()) writer.text(fields.output, `${what}.outputs[${index}]`, output);
  writer.text(fields.name, `${what}.name`, node.name);
  writer.text(fields.op_type, `${what}.opType`, node.opType);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writer.message(fields.attribute, () => writeAttribute(writer, `${what}.attributes.${name}`, name, attribute, writeGraph));
  }
  writer.text(fields.doc_string, `${what}.docString`, node.docString);
  writer.text(fields.domain, `${what}.domain`, node.domain);
}
