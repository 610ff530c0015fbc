import { elementCount } from '../../shapes/element-count.js';
import { dataTypeOf, numericType, type OnnxDataType } from '../data-type.js';
import type { OnnxTensor } from '../onnx.js';
import { externalLocation, tensorMessage } from '../schema/onnx-messages.js';
import type { MessageReader } from '../wire/message-reader.js';
import { StoredNumbers } from './stored-numbers.js';

/** Libraries that compute with tensors stop at a fraction of this. */
const maximumRank = 256;

/** What an empty tensor takes in memory. */
export const tensorMemory = 512;

/** Reads a TensorProto, whose name may be empty. */
export function readTensor(reader: MessageReader): { readonly name: string; readonly tensor: OnnxTensor } {
  const shape: number[] = [];
  const numbers = new StoredNumbers();
  const texts: string[] = [];
  let name = '';
  let dataType: OnnxDataType | undefined;
  reader.each(tensorMessage, {
    ...numbers.handlers,
    dims: () =>
      reader.integers((size) => {
        if (size < 0) throw reader.problem(`a size must be 0 or more, but is ${size}`);
        if (shape.length === maximumRank) throw reader.problem(`a tensor may have ${maximumRank} dimensions, not more`);
        shape.push(size);
      }),
    data_type: () => {
      dataType = readDataType(reader);
    },
    name: () => {
      name = reader.text();
    },
    string_data: () => texts.push(reader.text()),
    segment: () => {
      throw reader.problem('the tensor is only a part (segment) of one; save the model with whole tensors');
    },
    external_data: () => refuseExternal(reader),
    data_location: () => {
      if (reader.integer() === externalLocation) refuseExternal(reader);
    },
  });
  const problem = (text: string) => reader.problem(`tensor ${JSON.stringify(name)} of shape [${shape.join(', ')}] ${text}`);
  if (dataType === undefined) throw problem('has no data_type');
  const count = elementCount(shape);
  if (count === undefined) throw problem('has more elements than can be counted');
  if (dataType === 'STRING') {
    const [other] = numbers.present;
    if (other !== undefined) throw problem(`has ${other}, which cannot hold STRING`);
    if (texts.length !== count) throw problem(`has ${texts.length} texts, but its shape takes ${count}`);
    return { name, tensor: { dataType, shape, data: texts } };
  }
  if (texts.length > 0) throw problem(`has string_data, which cannot hold ${dataType}`);
  const data = numbers.take(dataType, count * numericType(dataType).width);
  if (typeof data === 'string') throw problem(data);
  return { name, tensor: { dataType, shape, data } as OnnxTensor };
}

/** Reads the number of a data type. */
export function readDataType(reader: MessageReader): OnnxDataType {
  const code = reader.integer();
  const dataType = dataTypeOf(code);
  if (dataType === undefined) throw reader.problem(`the data type ${code} is not known here`);
  return dataType;
}

function refuseExternal(reader: MessageReader): never {
  throw reader.problem('the data lies in another file (external data); save the model with its data in one file');
}
