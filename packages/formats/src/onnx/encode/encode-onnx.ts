import { ArgumentError } from '@tidegate/core';
import type { OnnxModel } from '../onnx.js';
import { entryMessage, modelMessage, operatorSetMessage } from '../schema/onnx-messages.js';
import { MessageWriter } from './message-writer.js';
import { writeGraph } from './write-graph.js';

const caller = 'encodeOnnx';

/**
 * Writes an ONNX model (https://onnx.ai): a protobuf ModelProto. The same model gives the same bytes; numbers of tensors are written as
 * they stand in memory, which is little-endian on every machine that browsers run on.
 *
 * What the operators ask of their inputs and attributes is not checked.
 *
 * @throws ArgumentError if a name, a number, a shape or an array does not fit, or if the tensors take nearly 2 GiB, which is protobuf's limit
 */
export function encodeOnnx(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const { fields } = modelMessage;
  const writer = new MessageWriter(caller);
  writer.integer(fields.ir_version, 'irVersion', model.irVersion, 1);
  writer.text(fields.producer_name, 'producerName', model.producerName);
  writer.text(fields.producer_version, 'producerVersion', model.producerVersion);
  writer.text(fields.domain, 'domain', model.domain);
  if (model.modelVersion !== undefined) {
    writer.integer(fields.model_version, 'modelVersion', model.modelVersion, Number.MIN_SAFE_INTEGER);
  }
  writer.text(fields.doc_string, 'docString', model.docString);
  writer.message(fields.graph, () => writeGraph(writer, 'graph', model.graph));
  if (model.irVersion >= 3 && model.operatorSets.length === 0)
    throw new ArgumentError(caller, 'operatorSets', model.operatorSets, 'one or more');
  for (const [index, { domain, version }] of model.operatorSets.entries()) {
    const what = `operatorSets[${index}]`;
    writer.message(fields.opset_import, () => {
      writer.text(operatorSetMessage.fields.domain, `${what}.domain`, domain);
      writer.integer(operatorSetMessage.fields.version, `${what}.version`, version, 1);
    });
  }
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(fields.metadata_props, () => {
      writer.text(entryMessage.fields.key, 'a key of metadata', key);
      writer.text(entryMessage.fields.value, `metadata.${key}`, value);
    });
  }
  return writer.finish();
}
