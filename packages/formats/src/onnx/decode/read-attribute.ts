import type { OnnxAttribute, OnnxGraph, OnnxType } from '../onnx.js';
import { attributeFields, attributeMessage, attributeTypes } from '../schema/onnx-messages.js';
import { GrowingArray, growingBigIntegers, growingFloats } from '../wire/growing-array.js';
import type { MessageReader } from '../wire/message-reader.js';
import { readTensor, tensorMemory } from './read-tensor.js';
import { readType } from './read-type.js';

type AttributeType = OnnxAttribute['type'];
type SingleField = 'f' | 'i' | 's' | 't' | 'g' | 'tp';
type ListField = 'strings' | 'tensors' | 'graphs' | 'type_protos';

/** What the fields of one attribute hold. */
type Values = { [F in SingleField]?: unknown } & { [F in ListField]?: unknown[] } & {
  floats?: ReturnType<typeof growingFloats>;
  ints?: ReturnType<typeof growingBigIntegers>;
};

const typeNames = new Map(Object.entries(attributeTypes).map(([name, code]) => [code as number, name as AttributeType]));

/** Writers of protobuf 3 leave out zeros and empty texts; an empty list is absent for everyone. */
const absentValues: { readonly [T in AttributeType]?: OnnxAttribute['value'] } = {
  FLOAT: 0,
  INT: 0n,
  STRING: '',
  FLOATS: new Float32Array(),
  INTS: new BigInt64Array(),
  STRINGS: [],
  TENSORS: [],
  GRAPHS: [],
  TYPE_PROTOS: [],
};

/**
 * Reads an AttributeProto.
 *
 * @param readGraph reads a graph that is an attribute
 */
export function readAttribute(reader: MessageReader, readGraph: (reader: MessageReader) => OnnxGraph): [string, OnnxAttribute] {
  let name = '';
  let code = 0;
  const values: Values = {};
  const set = (field: SingleField, read: () => unknown) => () => {
    values[field] = read();
  };
  const add = (field: ListField, read: () => unknown) => () => {
    values[field] ??= [];
    values[field].push(read());
  };
  const tensor = () => reader.message(readTensor, tensorMemory).tensor;
  const type = () => readPresentType(reader);
  const refuseSparse = () => {
    throw reader.problem('sparse tensors cannot be held; save the model with dense ones');
  };
  reader.each(attributeMessage, {
    name: () => {
      name = reader.text();
    },
    type: () => {
      code = reader.integer();
    },
    f: set('f', () => reader.float()),
    i: set('i', () => reader.bigInteger()),
    s: set('s', () => reader.text()),
    t: set('t', tensor),
    g: set('g', () => reader.message(readGraph)),
    tp: set('tp', type),
    floats: () => {
      values.floats ??= growingFloats();
      const { floats } = values;
      reader.floats((value) => floats.push(value));
    },
    ints: () => {
      values.ints ??= growingBigIntegers();
      const { ints } = values;
      reader.bigIntegers((value) => ints.push(value));
    },
    strings: add('strings', () => reader.text()),
    tensors: add('tensors', tensor),
    graphs: add('graphs', () => reader.message(readGraph)),
    type_protos: add('type_protos', type),
    sparse_tensor: refuseSparse,
    sparse_tensors: refuseSparse,
    ref_attr_name: () => {
      throw reader.problem('an attribute may refer to another only inside a function');
    },
  });
  const problem = (text: string) => reader.problem(`attribute ${JSON.stringify(name)} ${text}`);
  if (name === '') throw problem('has no name');
  const attributeType = typeNames.get(code);
  if (attributeType === undefined) throw problem(code === 0 ? 'has no type' : `is of type ${code}, which is not known here`);
  const field = attributeFields[attributeType];
  const other = Object.keys(values).find((key) => key !== field);
  if (other !== undefined) throw problem(`is of type ${attributeType}, but has ${other}`);
  const stored = values[field] ?? absentValues[attributeType];
  if (stored === undefined) throw problem(`is of type ${attributeType}, but has no ${field}`);
  const value = stored instanceof GrowingArray ? stored.finish() : stored;
  return [name, { type: attributeType, value } as OnnxAttribute];
}

function readPresentType(reader: MessageReader): OnnxType {
  const type = reader.message(readType);
  if (type === undefined) throw reader.problem('the type says nothing');
  return type;
}
