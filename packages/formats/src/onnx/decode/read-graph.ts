import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor, OnnxValue } from '../onnx.js';
import { graphMessage, nodeMessage } from '../schema/onnx-messages.js';
import type { MessageReader } from '../wire/message-reader.js';
import { distinctNames } from './distinct-names.js';
import { readAttribute } from './read-attribute.js';
import { readTensor, tensorMemory } from './read-tensor.js';
import { readValue } from './read-type.js';

/** What a node without attributes, and an attribute without data, take in memory. */
const nodeMemory = 256;
const attributeMemory = 256;

/** Reads a GraphProto. */
export function readGraph(reader: MessageReader): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  const values: OnnxValue[] = [];
  const initializers: [string, OnnxTensor][] = [];
  let name = '';
  let docString = '';
  reader.each(graphMessage, {
    node: () => nodes.push(reader.message(readNode, nodeMemory)),
    name: () => {
      name = reader.text();
    },
    initializer: () => {
      const { name, tensor } = reader.message(readTensor, tensorMemory);
      if (name === '') throw reader.problem('the initializer has no name');
      initializers.push([name, tensor]);
    },
    doc_string: () => {
      docString = reader.text();
    },
    input: () => inputs.push(reader.message(readValue)),
    output: () => outputs.push(reader.message(readValue)),
    value_info: () => values.push(reader.message(readValue)),
    sparse_initializer: () => {
      throw reader.problem('sparse tensors cannot be held; save the model with dense ones');
    },
  });
  return {
    name,
    nodes,
    inputs,
    outputs,
    initializers: distinctNames(reader, 'initializer', initializers),
    ...(values.length === 0 ? {} : { values }),
    ...(docString === '' ? {} : { docString }),
  };
}

function readNode(reader: MessageReader): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: [string, OnnxAttribute][] = [];
  const texts = { name: '', op_type: '', domain: '', doc_string: '' };
  const set = (field: keyof typeof texts) => () => {
    texts[field] = reader.text();
  };
  reader.each(nodeMessage, {
    input: () => inputs.push(reader.text()),
    output: () => outputs.push(reader.text()),
    name: set('name'),
    op_type: set('op_type'),
    domain: set('domain'),
    doc_string: set('doc_string'),
    attribute: () => attributes.push(reader.message((attribute) => readAttribute(attribute, readGraph), attributeMemory)),
    overload: () => {
      if (reader.text() !== '') throw reader.problem('functions cannot be held; save the model with them inlined');
    },
  });
  const { name, op_type: opType, domain, doc_string: docString } = texts;
  if (opType === '') throw reader.problem('the node has no op_type');
  return {
    opType,
    inputs,
    outputs,
    attributes: distinctNames(reader, 'attribute', attributes),
    ...(name === '' ? {} : { name }),
    ...(domain === '' ? {} : { domain }),
    ...(docString === '' ? {} : { docString }),
  };
}
