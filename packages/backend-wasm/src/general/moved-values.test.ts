import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectAsInPlainJavaScript, floats, integers, startBackends } from '../testing/plain-javascript.js';

startBackends();

describe('what moves values', () => {
  const x = () => floats([4, 6, 5]);
  const cases: Record<string, () => tf.Tensor | tf.Tensor[]> = {
    'concat, first axis': () => tf.concat([floats([2, 5]), floats([3, 5])], 0),
    'concat, last axis, one empty': () => tf.concat([floats([3, 2]), floats([3, 0]), floats([3, 4])], -1),
    'concat of large ones': () => tf.concat([floats([500, 301]), floats([500, 99])], 1),
    'concat of whole numbers': () => tf.concat([integers([2, 5], 9), integers([2, 3], 9)], 1),
    'concat of booleans': () => tf.concat([tf.tensor1d([true], 'bool'), tf.tensor1d([false, true], 'bool')]),
    'split in halves': () => tf.split(x(), 2, 1),
    'split by sizes': () => tf.split(x(), [1, 3, -1], 2),
    'slice of one axis': () => tf.slice(x(), [0, 2, 0], [-1, 3, -1]),
    'slice of two axes': () => tf.slice(x(), [1, 2, 0], [2, 3, 5]),
    'slice of all': () => tf.slice(x(), [0, 0, 0]),
    'slice of whole numbers': () => tf.slice(integers([9], 5), 3, 4),
    'stack, first': () => tf.stack([floats([3, 5]), floats([3, 5])]),
    'stack, last': () => tf.stack([floats([3, 5]), floats([3, 5]), floats([3, 5])], 2),
    'unstack, middle': () => tf.unstack(x(), 1),
    'unstack, last': () => tf.unstack(x(), -1),
    'reverse, first': () => tf.reverse(x(), 0),
    'reverse, last': () => tf.reverse(x(), -1),
    'reverse, two axes': () => tf.reverse(x(), [0, 1]),
    'gather rows': () => tf.gather(floats([9, 5]), integers([2, 3], 9)),
    'gather along another axis': () => tf.gather(x(), integers([3], 5), 2),
    'sum of segments': () => tf.unsortedSegmentSum(tf.round(floats([11, 5], false)), integers([11], 4) as tf.Tensor1D, 6),
    'sum of segments, some out of range': () =>
      tf.unsortedSegmentSum(floats([3, 5], false), tf.tensor1d([1, 7, 0], 'int32') as tf.Tensor1D, 2),
    'floats of whole numbers': () => tf.add(tf.cast(integers([7], 9), 'float32'), 0.5),
    'floats of truth values': () => tf.add(tf.cast(tf.greater(floats([7]), 0), 'float32'), 0.5),
    'whole numbers of truth values': () => tf.cast(tf.greater(floats([7]), 0), 'int32'),
    'whole numbers of floats': () => tf.cast(floats([3], false), 'int32'),
    'truth values of floats': () => tf.cast(floats([3], false), 'bool'),
    zeros: () => tf.zerosLike(x()),
    ones: () => tf.onesLike(x()),
    fill: () => tf.fill([3, 7], -2.5),
    'fill with whole numbers': () => tf.fill([3], 4, 'int32'),
  };
  it.each(Object.entries(cases))('%s', (_, run) => expectAsInPlainJavaScript(run));

  it('gather refuses a row that is not there', () => {
    expect(() => tf.gather(floats([3, 2]), tf.tensor1d([0, 3], 'int32'))).toThrow('3');
  });

  const orders: [number[], number[]][] = [
    [
      [7, 5],
      [1, 0],
    ],
    [
      [64, 67],
      [1, 0],
    ],
    [
      [300, 301],
      [1, 0],
    ],
    [
      [2, 9, 6],
      [0, 2, 1],
    ],
    [
      [2, 9, 6],
      [1, 0, 2],
    ],
    [
      [2, 9, 6],
      [2, 0, 1],
    ],
    [
      [2, 9, 6],
      [2, 1, 0],
    ],
    [
      [2, 3, 4, 5],
      [0, 2, 1, 3],
    ],
    [
      [2, 3, 4, 5],
      [3, 1, 2, 0],
    ],
    [
      [2, 1, 4, 5],
      [1, 0, 2, 3],
    ],
    [
      [2, 3, 4, 5],
      [2, 3, 0, 1],
    ],
    [
      [2, 3, 4, 5],
      [0, 1, 2, 3],
    ],
  ];
  it.each(orders)('transposes %j to %j', async (shape, order) => {
    await expectAsInPlainJavaScript(() => tf.transpose(floats(shape), order));
    await expectAsInPlainJavaScript(() => tf.transpose(integers(shape, 9), order));
  });
});
