import { ArgumentError, assertInteger, assertOneOf } from '@tidegate/core';
import { elementCount } from '../../shapes/element-count.js';
import { codeOf, numericType, onnxDataTypes } from '../data-type.js';
import type { OnnxTensor } from '../onnx.js';
import { tensorMessage } from '../schema/onnx-messages.js';
import type { MessageWriter } from './message-writer.js';

const { fields } = tensorMessage;

/**
 * Writes the fields of a TensorProto; numbers as `raw_data`.
 *
 * @param what the argument that holds the tensor, for errors
 */
export function writeTensor(writer: MessageWriter, what: string, tensor: OnnxTensor, name = ''): void {
  const count = assertTensor(writer.caller, what, tensor);
  for (const [axis, size] of tensor.shape.entries()) writer.integer(fields.dims, `${what}.shape[${axis}]`, size);
  writer.integer(fields.data_type, `${what}.dataType`, codeOf(tensor.dataType));
  if (tensor.dataType === 'STRING') {
    for (const [index, text] of tensor.data.entries()) writer.text(fields.string_data, `${what}.data[${index}]`, text);
  }
  writer.text(fields.name, `${what}'s name`, name);
  if (tensor.dataType !== 'STRING' && count > 0) {
    const { buffer, byteOffset, byteLength } = tensor.data;
    writer.bytes(fields.raw_data, new Uint8Array(buffer, byteOffset, byteLength));
  }
}

function assertTensor(caller: string, what: string, tensor: OnnxTensor): number {
  const { dataType, shape, data } = tensor;
  assertOneOf(caller, `${what}.dataType`, dataType, onnxDataTypes);
  for (const [axis, size] of shape.entries()) assertInteger(caller, `${what}.shape[${axis}]`, size, 0);
  const elements = elementCount(shape);
  const count = dataType === 'STRING' ? elements : elements === undefined ? undefined : elements * numericType(dataType).width;
  const holder = dataType === 'STRING' ? Array : numericType(dataType).array;
  if (!(data instanceof holder)) throw new ArgumentError(caller, `${what}.data`, data, `of class ${holder.name}, which holds ${dataType}`);
  if (data.length !== count) {
    throw new ArgumentError(caller, `${what}.data.length`, data.length, `${count}, as shape [${shape.join(', ')}] of ${dataType} says`);
  }
  if (dataType === 'BOOL' && data.some((value) => value > 1)) throw new ArgumentError(caller, `${what}.data`, data, 'of values 0 and 1');
  return count;
}
