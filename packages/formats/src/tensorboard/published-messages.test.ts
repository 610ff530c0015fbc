import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { encodeTensorboardEvent, encodeTensorboardStart } from './encode.js';
import { histogramBuckets } from './histogram-buckets.js';

/**
 * What TensorBoard publishes of its messages, as far as scalars and histograms need them, for a protobuf library that is not the one under
 * test: event.proto, summary.proto, tensor.proto, tensor_shape.proto and types.proto.
 */
const schema = `
  syntax = "proto3";
  message Event {
    double wall_time = 1;
    int64 step = 2;
    oneof what { string file_version = 3; bytes graph_def = 4; Summary summary = 5; bytes meta_graph_def = 9; }
  }
  message Summary {
    message Value {
      string node_name = 7;
      string tag = 1;
      SummaryMetadata metadata = 9;
      oneof value { float simple_value = 2; bytes obsolete_old_style_histogram = 3; TensorProto tensor = 8; }
    }
    repeated Value value = 1;
  }
  message SummaryMetadata {
    message PluginData { string plugin_name = 1; bytes content = 2; }
    PluginData plugin_data = 1;
    string display_name = 2;
    string summary_description = 3;
    DataClass data_class = 4;
  }
  enum DataClass { DATA_CLASS_UNKNOWN = 0; DATA_CLASS_SCALAR = 1; DATA_CLASS_TENSOR = 2; DATA_CLASS_BLOB_SEQUENCE = 3; }
  message TensorProto {
    DataType dtype = 1;
    TensorShapeProto tensor_shape = 2;
    int32 version_number = 3;
    bytes tensor_content = 4;
    repeated float float_val = 5 [packed = true];
    repeated double double_val = 6 [packed = true];
  }
  message TensorShapeProto {
    message Dim { int64 size = 1; string name = 2; }
    repeated Dim dim = 2;
    bool unknown_rank = 3;
  }
  enum DataType { DT_INVALID = 0; DT_FLOAT = 1; DT_DOUBLE = 2; }
`;
const Event = protobuf.parse(schema, { keepCase: true }).root.lookupType('Event');

/** Bit by bit, without a table. */
function maskedChecksum(bytes: Uint8Array): number {
  let crc = 0xffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc % 2n === 1n ? (crc / 2n) ^ 0x82f63b78n : crc / 2n;
  }
  crc ^= 0xffffffffn;
  return Number((((crc / 2n ** 15n + (crc % 2n ** 15n) * 2n ** 17n) % 2n ** 32n) + 0xa282ead8n) % 2n ** 32n);
}

/** The event in a record whose checksums are right. */
function readRecord(record: Uint8Array): Record<string, unknown> {
  const view = new DataView(record.buffer, record.byteOffset);
  const length = Number(view.getBigUint64(0, true));
  expect(record).toHaveLength(length + 16);
  expect(view.getUint32(8, true)).toBe(maskedChecksum(record.subarray(0, 8)));
  const data = record.subarray(12, 12 + length);
  expect(view.getUint32(12 + length, true)).toBe(maskedChecksum(data));
  return Event.toObject(Event.decode(data), { longs: Number, enums: String, arrays: true });
}

describe('the published messages', () => {
  it('hold the version', () => {
    expect(readRecord(encodeTensorboardStart(1_700_000_000.25))).toEqual({ wall_time: 1_700_000_000.25, file_version: 'brain.Event:2' });
  });

  it('hold the scalars and histograms of an event', () => {
    const summaries = [
      { tag: 'train/loss', scalar: 0.375 },
      { tag: 'gradient norm', scalar: 1e39 },
      { tag: 'Gewichte/übung', histogram: histogramBuckets(Float32Array.of(-1, 0.25, 2), 2) },
    ];
    const scalars = { plugin_data: { plugin_name: 'scalars' }, data_class: 'DATA_CLASS_SCALAR' };
    const float = { dtype: 'DT_FLOAT', tensor_shape: { dim: [] }, double_val: [] };
    expect(readRecord(encodeTensorboardEvent({ wallTime: 2.5, step: 2 ** 40, summaries }))).toEqual({
      wall_time: 2.5,
      step: 2 ** 40,
      summary: {
        value: [
          { tag: 'train/loss', metadata: scalars, tensor: { ...float, float_val: [0.375] } },
          { tag: 'gradient norm', metadata: scalars, tensor: { ...float, float_val: [Number.POSITIVE_INFINITY] } },
          {
            tag: 'Gewichte/übung',
            metadata: { plugin_data: { plugin_name: 'histograms' }, data_class: 'DATA_CLASS_TENSOR' },
            tensor: {
              dtype: 'DT_DOUBLE',
              tensor_shape: { dim: [{ size: 2 }, { size: 3 }] },
              float_val: [],
              double_val: [-1, 0.5, 2, 0.5, 2, 1],
            },
          },
        ],
      },
    });
  });
});
