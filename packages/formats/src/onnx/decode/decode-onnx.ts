import type { OnnxGraph, OnnxModel, OnnxOperatorSet, OnnxTensor } from '../onnx.js';
import { entryMessage, modelMessage, operatorSetMessage } from '../schema/onnx-messages.js';
import { MessageReader } from '../wire/message-reader.js';
import { distinctNames } from './distinct-names.js';
import { readGraph } from './read-graph.js';
import { readTensor } from './read-tensor.js';

/**
 * Reads an ONNX model (https://onnx.ai): a protobuf ModelProto.
 *
 * What the file says about sizes is compared with what it holds before memory is taken. The tensors are copies: they stay as they are when
 * `bytes` change. What changes a model but has no place in an {@link OnnxModel} is refused: functions, training information, sparse
 * tensors, data in other files, types of fewer than eight bits.
 *
 * @param bytes the whole file
 * @throws FormatError if the bytes do not follow the format
 */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  return readModel(MessageReader.of(bytes, 'model'));
}

/**
 * Reads one tensor, a protobuf TensorProto, as it stands in the `.pb` files of ONNX's tests.
 *
 * @param bytes the whole file
 * @throws FormatError if the bytes do not follow the format
 */
export function decodeOnnxTensor(bytes: Uint8Array): OnnxTensor {
  return readTensor(MessageReader.of(bytes, 'tensor')).tensor;
}

function readModel(reader: MessageReader): OnnxModel {
  const found: { irVersion: number; modelVersion?: number; graph?: OnnxGraph } = { irVersion: 0 };
  const texts = { producer_name: '', producer_version: '', domain: '', doc_string: '' };
  const operatorSets: OnnxOperatorSet[] = [];
  const metadata: [string, string][] = [];
  const set = (field: keyof typeof texts) => () => {
    texts[field] = reader.text();
  };
  reader.each(modelMessage, {
    ir_version: () => {
      found.irVersion = reader.integer();
    },
    producer_name: set('producer_name'),
    producer_version: set('producer_version'),
    domain: set('domain'),
    doc_string: set('doc_string'),
    model_version: () => {
      found.modelVersion = reader.integer();
    },
    graph: () => {
      found.graph = reader.message(readGraph);
    },
    opset_import: () => operatorSets.push(reader.message(readOperatorSet)),
    metadata_props: () => metadata.push(reader.message(readEntry)),
    training_info: () => {
      throw reader.problem('training information cannot be held; save the model for inference');
    },
    functions: () => {
      throw reader.problem('functions cannot be held; save the model with them inlined');
    },
  });
  const { irVersion, modelVersion = 0, graph } = found;
  if (irVersion < 1) throw reader.problem('there is no ir_version (is this an ONNX file?)');
  if (irVersion >= 3 && operatorSets.length === 0) throw reader.problem('there is no opset_import');
  if (graph === undefined) throw reader.problem('there is no graph');
  return {
    irVersion,
    operatorSets,
    graph,
    ...(texts.producer_name === '' ? {} : { producerName: texts.producer_name }),
    ...(texts.producer_version === '' ? {} : { producerVersion: texts.producer_version }),
    ...(texts.domain === '' ? {} : { domain: texts.domain }),
    ...(modelVersion === 0 ? {} : { modelVersion }),
    ...(texts.doc_string === '' ? {} : { docString: texts.doc_string }),
    metadata: distinctNames(reader, 'metadata key', metadata),
  };
}

function readOperatorSet(reader: MessageReader): OnnxOperatorSet {
  let domain = '';
  let version = 0;
  reader.each(operatorSetMessage, {
    domain: () => {
      domain = reader.text();
    },
    version: () => {
      version = reader.integer();
    },
  });
  if (version < 1) throw reader.problem('the operator set must have a version of at least 1');
  return { domain, version };
}

function readEntry(reader: MessageReader): [string, string] {
  let key = '';
  let value = '';
  reader.each(entryMessage, {
    key: () => {
      key = reader.text();
    },
    value: () => {
      value = reader.text();
    },
  });
  return [key, value];
}
