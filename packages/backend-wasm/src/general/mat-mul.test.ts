import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectAsInPlainJavaScript, floats, startBackends } from '../testing/plain-javascript.js';

startBackends();

describe('products of matrices', () => {
  const shapes: [number[], number[]][] = [
    [
      [3, 4],
      [4, 5],
    ],
    [
      [1, 7],
      [7, 1],
    ],
    [
      [2, 3, 4],
      [2, 4, 5],
    ],
    [
      [2, 3, 4],
      [4, 5],
    ],
    [
      [3, 4],
      [2, 4, 5],
    ],
    [
      [2, 1, 3, 4],
      [1, 2, 4, 5],
    ],
    [
      [1, 2, 3, 4],
      [2, 4, 5],
    ],
    [
      [2, 3, 4],
      [1, 4, 5],
    ],
    [
      [1, 1, 3, 4],
      [2, 4, 5],
    ],
  ];
  const swapLast = (shape: number[]): number[] => [...shape.slice(0, -2), shape.at(-1) as number, shape.at(-2) as number];
  for (const [transposeA, transposeB] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ] as const) {
    it.each(shapes)(`%j and %j, transposed ${transposeA}, ${transposeB}`, async (a, b) => {
      const given = () => [floats(transposeA ? swapLast(a) : a, false), floats(transposeB ? swapLast(b) : b, false)] as const;
      await expectAsInPlainJavaScript(() => tf.matMul(...given(), transposeA, transposeB), 1e-5);
    });
  }

  it('has nothing for an empty batch, where plain JavaScript makes a matrix up', () => {
    const product = tf.matMul(floats([0, 3, 4], false), floats([4, 5], false));
    expect(product.shape).toEqual([0, 3, 5]);
    expect(product.dataSync()).toHaveLength(0);
  });

  it.each(['linear', 'relu', 'sigmoid', 'elu'] as const)('with a bias and %s', async (activation) => {
    const [a, b, transposeA, transposeB] = [floats([6, 4], false), floats([6, 5], false), true, false];
    for (const bias of [undefined, [5], [1, 5]].map((shape) => shape && floats(shape, false))) {
      const values = [a, b, ...(bias ? [bias] : [])].map((tensor) => ({ data: tensor.dataSync(), shape: tensor.shape }));
      await expectAsInPlainJavaScript(() => {
        const [left, right, addend] = values.map(({ data, shape }) => tf.tensor(data, shape));
        return tf.fused.matMul({
          a: left as tf.Tensor,
          b: right as tf.Tensor,
          transposeA,
          transposeB,
          activation,
          ...(addend && { bias: addend }),
        });
      }, 1e-5);
    }
  });
});
