import { readTensorboard } from '@tidegate/testing/tensorboard';
import { describe, expect, it } from 'vitest';
import { encodeTensorboardEvent, encodeTensorboardSession, encodeTensorboardStart } from './encode.js';
import { histogramBuckets } from './histogram-buckets.js';

/** The only event of a file. */
function readOne(record: Uint8Array): unknown {
  const events = readTensorboard(record);
  expect(events).toHaveLength(1);
  return events[0];
}

describe('the published messages', () => {
  it('hold the version', () => {
    expect(readOne(encodeTensorboardStart(1_700_000_000.25))).toEqual({ wall_time: 1_700_000_000.25, file_version: 'brain.Event:2' });
  });

  it('hold where a training goes on', () => {
    expect(readOne(encodeTensorboardSession({ wallTime: 2.5, step: 300 }))).toEqual({
      wall_time: 2.5,
      step: 301,
      session_log: { status: 'START' },
    });
  });

  it('hold the scalars and histograms of an event', () => {
    const summaries = [
      { tag: 'train/loss', scalar: 0.375 },
      { tag: 'gradient norm', scalar: 1e39 },
      { tag: 'Gewichte/übung', histogram: histogramBuckets(Float32Array.of(-1, 0.25, 2), 2) },
    ];
    const scalars = { plugin_data: { plugin_name: 'scalars' }, data_class: 'DATA_CLASS_SCALAR' };
    const float = { dtype: 'DT_FLOAT', tensor_shape: { dim: [] }, double_val: [] };
    expect(readOne(encodeTensorboardEvent({ wallTime: 2.5, step: 2 ** 40, summaries }))).toEqual({
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
