import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { type FieldReaders, fieldTag, readMessage } from '../protobuf/read-message.js';
import {
  dimensionFields,
  eventFields,
  metadataFields,
  pluginDataFields,
  shapeFields,
  summaryFields,
  tensorFields,
  valueFields,
} from './fields.js';

/** The fields in use of an `Event` message; those that are missing have the values that protobuf gives them. */
export interface ParsedEvent {
  wallTime: number;
  step: bigint;
  fileVersion?: string;
  summary?: ParsedValue[];
}

export interface ParsedValue {
  tag: string;
  pluginName: string;
  simpleValue?: number;
  tensor?: ParsedTensor;
}

export interface ParsedTensor {
  type: number;
  shape: bigint[];
  content: Uint8Array;
  floats: number[];
  doubles: number[];
}

/** @throws Error of the library if the bytes are no message */
export function parseEvent(bytes: Uint8Array): ParsedEvent {
  const event: ParsedEvent = { wallTime: 0, step: 0n };
  readMessage(bytes, {
    [fieldTag(eventFields.wallTime, WireType.Bit64)]: (reader) => {
      event.wallTime = reader.double();
    },
    [fieldTag(eventFields.step, WireType.Varint)]: (reader) => {
      event.step = BigInt(reader.int64());
    },
    [fieldTag(eventFields.fileVersion, WireType.LengthDelimited)]: (reader) => {
      event.fileVersion = reader.string(true);
    },
    [fieldTag(eventFields.summary, WireType.LengthDelimited)]: (reader) => {
      event.summary ??= [];
      parseSummary(reader.bytes(), event.summary);
    },
  });
  return event;
}

function parseSummary(bytes: Uint8Array, values: ParsedValue[]): void {
  readMessage(bytes, {
    [fieldTag(summaryFields.value, WireType.LengthDelimited)]: (reader) => values.push(parseValue(reader.bytes())),
  });
}

function parseValue(bytes: Uint8Array): ParsedValue {
  const value: ParsedValue = { tag: '', pluginName: '' };
  readMessage(bytes, {
    [fieldTag(valueFields.tag, WireType.LengthDelimited)]: (reader) => {
      value.tag = reader.string(true);
    },
    [fieldTag(valueFields.simpleValue, WireType.Bit32)]: (reader) => {
      value.simpleValue = reader.float();
    },
    [fieldTag(valueFields.tensor, WireType.LengthDelimited)]: (reader) => {
      value.tensor = parseTensor(reader.bytes());
    },
    [fieldTag(valueFields.metadata, WireType.LengthDelimited)]: (reader) => {
      readMessage(reader.bytes(), pluginNameReaders(value));
    },
  });
  return value;
}

function pluginNameReaders(value: ParsedValue): FieldReaders {
  return {
    [fieldTag(metadataFields.pluginData, WireType.LengthDelimited)]: (metadata) => {
      readMessage(metadata.bytes(), {
        [fieldTag(pluginDataFields.pluginName, WireType.LengthDelimited)]: (reader) => {
          value.pluginName = reader.string(true);
        },
      });
    },
  };
}

function parseTensor(bytes: Uint8Array): ParsedTensor {
  const tensor: ParsedTensor = { type: 0, shape: [], content: new Uint8Array(), floats: [], doubles: [] };
  readMessage(bytes, {
    [fieldTag(tensorFields.type, WireType.Varint)]: (reader) => {
      tensor.type = reader.int32();
    },
    [fieldTag(tensorFields.shape, WireType.LengthDelimited)]: (reader) => readMessage(reader.bytes(), dimensionReaders(tensor.shape)),
    [fieldTag(tensorFields.content, WireType.LengthDelimited)]: (reader) => {
      tensor.content = reader.bytes();
    },
    ...repeated(tensorFields.floats, WireType.Bit32, (reader) => tensor.floats.push(reader.float())),
    ...repeated(tensorFields.doubles, WireType.Bit64, (reader) => tensor.doubles.push(reader.double())),
  });
  return tensor;
}

function dimensionReaders(shape: bigint[]): FieldReaders {
  return {
    [fieldTag(shapeFields.dimension, WireType.LengthDelimited)]: (reader) => {
      let size = 0n;
      readMessage(reader.bytes(), {
        [fieldTag(dimensionFields.size, WireType.Varint)]: (dimension) => {
          size = BigInt(dimension.int64());
        },
      });
      shape.push(size);
    },
  };
}

/** Numbers of a repeated field stand one by one or, packed, behind a common length. */
function repeated(field: number, type: WireType, read: (reader: BinaryReader) => void): FieldReaders {
  return {
    [fieldTag(field, type)]: read,
    [fieldTag(field, WireType.LengthDelimited)]: (reader) => {
      const packed = new BinaryReader(reader.bytes());
      while (packed.pos < packed.len) read(packed);
    },
  };
}
