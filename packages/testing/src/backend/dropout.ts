import { grad, ones, sum, type Tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { composedDropout, Dropout, dropout, hasKernel } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor } from '../compare/random-tensors.js';
import { read } from '../compare/read.js';
import type { Truth } from '../compare/truth.js';

const cases = [
  { shape: [1], rate: 0.5 },
  { shape: [7], rate: 0.1 },
  { shape: [3, 13], rate: 0.5 },
  { shape: [2, 5, 33], rate: 0.9 },
  { shape: [70, 71], rate: 0.3 },
  { shape: [], rate: 0.2 },
];

/** Dropout in one launch: the mask that every backend draws. */
export function testDropout(truth: Truth = {}): void {
  describe('Dropout', () => {
    it('has a kernel', () => {
      expect(hasKernel(Dropout)).toBe(true);
    });

    it.each(cases)('agrees with the composed form: shape $shape, rate $rate', async ({ shape, rate }) => {
      const random = createRandom(41).split(...shape);
      const withForm =
        (form: typeof dropout) =>
        ([inputs]: readonly Tensor[]) => [form(inputs as Tensor, rate, random.split('mask'))];
      const inputs = { inputs: normalTensor(random.split('inputs'), shape as [number]) };
      await expectAgreement({ op: withForm(dropout), composed: withForm(composedDropout), inputs, random }, truth);
    });

    it('draws the mask bit for bit, forward and back, from any seed', async () => {
      for (const seed of [0, 1, 2 ** 53 - 1]) {
        const random = createRandom(seed).split('dropout', seed);
        const expected = [...random.uniform(1000)].map((draw) => (draw < 0.3 ? 0 : Math.fround(1 / 0.7)));
        expect([...(await read(dropout(ones([1000]), 0.3, random)))]).toEqual(expected);
        expect([...(await read(grad((x: Tensor) => sum(dropout(x, 0.3, random)))(ones([1000]))))]).toEqual(expected);
      }
    });
  });
}
