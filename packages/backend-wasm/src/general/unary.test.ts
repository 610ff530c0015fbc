import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectAsInPlainJavaScript, floats, startBackends } from '../testing/plain-javascript.js';

startBackends();

describe('functions of each element', () => {
  const exact = { neg: tf.neg, abs: tf.abs, square: tf.square, sqrt: tf.sqrt, relu: tf.relu, step: (x: tf.Tensor) => tf.step(x, 0.25) };
  const rounded = { exp: tf.exp, sigmoid: tf.sigmoid, tanh: tf.tanh };
  const shapes = [[], [1], [7], [3, 5], [130, 129], [40, 3001]];
  describe.each(Object.entries(exact))('%s', (_, op) => {
    it.each(shapes.map((shape) => [shape]))('is that of plain JavaScript: %j', (shape) =>
      expectAsInPlainJavaScript(() => op(floats(shape))),
    );
  });
  describe.each(Object.entries(rounded))('%s', (_, op) => {
    it.each(shapes.map((shape) => [shape]))('is within rounding of that of plain JavaScript: %j', (shape) =>
      expectAsInPlainJavaScript(() => op(floats(shape)), 1e-6),
    );
  });

  it('exp reaches infinity and zero where it should', async () => {
    await expectAsInPlainJavaScript(
      () => tf.exp(tf.tensor1d([88, 88.7, 88.8, 100, 1000, -88, -103, -110, -1000, Number.NEGATIVE_INFINITY])),
      1e-6,
    );
  });
});
