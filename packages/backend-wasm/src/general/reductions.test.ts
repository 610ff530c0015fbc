import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectAsInPlainJavaScript, floats, integers, startBackends } from '../testing/plain-javascript.js';

startBackends();

describe('reductions', () => {
  const cases: [number[], number[] | undefined][] = [
    [[], undefined],
    [[7], undefined],
    [[3, 5], [1]],
    [[3, 5], [-1]],
    [[3, 5], [0]],
    [[2, 3, 5], undefined],
    [[2, 3, 5], [1]],
    [
      [2, 3, 5],
      [0, 1],
    ],
    [
      [2, 1, 5],
      [0, 2],
    ],
    [
      [2, 3, 5],
      [1, 2],
    ],
    [[5, 0], [1]],
    [[300, 301], [0]],
    [[300, 301], [1]],
    [[300, 301], undefined],
    [[3, 33], [0]],
    [[3, 7, 50], [1]],
    [
      [3, 2, 5, 41],
      [1, 2],
    ],
    [
      [2, 3, 40, 5],
      [0, 2],
    ],
    [
      [3, 1, 2, 40],
      [1, 2],
    ],
    [[70, 31, 33], [1]],
  ];
  describe.each(Object.entries({ sum: tf.sum, mean: tf.mean, max: tf.max }))('%s', (name, op) => {
    it.each(cases)('is that of plain JavaScript: %j along %j', async (shape, axes) => {
      if (name !== 'sum' && shape.includes(0)) return;
      await expectAsInPlainJavaScript(() => op(floats(shape, false), axes), 2e-6);
      await expectAsInPlainJavaScript(() => op(floats(shape, false), axes, true), 2e-6);
    });

    it('gives what is not a number where it stands', async () => {
      await expectAsInPlainJavaScript(() => op(floats([3, 5]), 1), 1e-6);
      await expectAsInPlainJavaScript(() => op(floats([3, 5, 70]), 1), 1e-6);
    });
  });

  it('sums whole numbers', () => expectAsInPlainJavaScript(() => tf.sum(integers([3, 5], 9), 1)));

  it.each([[[1]], [[7, 1]], [[3, 5]], [[200, 301]], [[2, 3, 4]]])('softmax is within rounding: %j', (shape) =>
    expectAsInPlainJavaScript(() => tf.softmax(floats(shape, false)), 1e-6),
  );
  it('softmax of logits of any size', async () => {
    await expectAsInPlainJavaScript(() => tf.softmax(tf.tensor2d([[1000, 0, -1000, Number.NEGATIVE_INFINITY]])), 1e-6);
  });
});
