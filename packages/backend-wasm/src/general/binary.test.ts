import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectAsInPlainJavaScript, floats, integers, startBackends } from '../testing/plain-javascript.js';

startBackends();

const pairs: [number[], number[]][] = [
  [[], []],
  [[1], [7]],
  [[13], [13]],
  [[3, 5], [5]],
  [
    [3, 5],
    [3, 1],
  ],
  [
    [4, 1],
    [1, 6],
  ],
  [
    [2, 3, 5],
    [3, 5],
  ],
  [
    [2, 3, 5],
    [2, 1, 1],
  ],
  [
    [2, 1, 5],
    [1, 4, 1],
  ],
  [
    [3, 4, 40],
    [3, 1, 40],
  ],
  [
    [3, 1, 50],
    [1, 4, 50],
  ],
  [
    [3, 40, 4],
    [40, 1],
  ],
  [[2, 3, 5], []],
  [[0, 3], [3]],
  [[70, 1001], [1001]],
  [
    [300, 301],
    [300, 301],
  ],
];

describe('arithmetic of two operands', () => {
  const ops = { add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div, maximum: tf.maximum, minimum: tf.minimum };
  describe.each(Object.entries(ops))('%s', (_, op) => {
    it.each(pairs)('is that of plain JavaScript: %j and %j', async (a, b) => {
      await expectAsInPlainJavaScript(() => op(floats(a), floats(b)));
      await expectAsInPlainJavaScript(() => op(floats(b), floats(a)));
    });

    it('takes whole numbers as well', async () => {
      await expectAsInPlainJavaScript(() => op(integers([3, 5], 9), tf.add(integers([5], 9), 1)));
    });
  });

  it('adds up many', async () => {
    await expectAsInPlainJavaScript(() => tf.addN([floats([5, 7]), floats([5, 7], false), floats([5, 7])]));
    await expectAsInPlainJavaScript(() => tf.addN([integers([5], 9), integers([5], 9)]));
  });
});
