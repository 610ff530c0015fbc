import { grad, mul, ones, type Rank, slice, sum, type Tensor } from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '@tidegate/core';
import { composedDropout, dropout } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { normalTensor } from '../compare/random-tensors.js';
import { read } from '../compare/read.js';

const cases = [
  { shape: [5], rate: 0.5, cuts: [0, 1, 3, 5] },
  { shape: [7, 13], rate: 0.1, cuts: [0, 3, 3, 4, 7] },
  { shape: [4, 1, 33], rate: 0.9, cuts: [0, 3, 4] },
  { shape: [6, 5, 3], rate: 0.3, cuts: [0, 2, 6] },
  // More than one chunk of work, in each part.
  { shape: [212, 131], rate: 0.4, cuts: [0, 101, 212] },
];

const forms = { dropout, composedDropout };

/** Dropout of some rows of a batch whose others are elsewhere: a part of the mask of the whole. */
export function testDropoutOfRows(): void {
  describe.each(Object.entries(forms))('%s of the rows of a batch', (_, form) => {
    it.each(cases)('is bit for bit that of the whole, forward and back: shape $shape, rate $rate, cut at $cuts', async (given) => {
      const { shape, rate, cuts } = given;
      const random = createRandom(43).split(...shape);
      const mask = random.split('mask');
      const inputs = normalTensor(random.split('inputs'), shape as [number]);
      const weights = normalTensor(random.split('weights'), shape as [number]);
      const whole = await forwardAndBack(form, inputs, weights, rate, mask);
      const rowSize = inputs.size / (shape[0] as number);
      for (const [index, first] of cuts.slice(0, -1).entries()) {
        const end = cuts[index + 1] as number;
        const rows = (tensor: Tensor): Tensor => slice(tensor, first, end - first);
        const part = await forwardAndBack(form, rows(inputs), rows(weights), rate, mask.forRowsFrom(first));
        for (const [side, values] of part.entries()) {
          expect([...values]).toEqual([...(whole[side] as Float32Array).slice(first * rowSize, end * rowSize)]);
        }
      }
    });

    it('counts on from 0 after 2^32 elements', async () => {
      const random = createRandom(44);
      const masks = async (firstRow: number, shape: [number, number]): Promise<number[]> => [
        ...(await read(form(ones<Rank.R2>(shape), 0.5, random.forRowsFrom(firstRow)))),
      ];
      const whole = await masks(2 ** 31 - 3, [5, 2]);
      expect(whole).toEqual([...random.uniform(10, 0, 1, 2 ** 32 - 6)].map((draw) => (draw < 0.5 ? 0 : 2)));
      expect(whole.slice(6)).toEqual(await masks(0, [2, 2]));
      expect(new Set(whole)).toEqual(new Set([0, 2]));
    });

    it('takes a number, which has no rows, and no rows', async () => {
      const random = createRandom(45);
      const number = ones<Rank.R0>([]);
      for (let seed = 0; seed < 4; seed++) {
        const stream = random.split(seed);
        expect([...(await read(form(number, 0.5, stream.forRowsFrom(3))))]).toEqual([...(await read(form(number, 0.5, stream)))]);
      }
      expect([...(await read(form(ones<Rank.R2>([0, 4]), 0.5, random.forRowsFrom(3))))]).toEqual([]);
      expect([...(await read(form(ones<Rank.R2>([2, 0]), 0.5, random.forRowsFrom(3))))]).toEqual([]);
    });
  });
}

/** The results, and the gradients of their sum with `weights`. */
async function forwardAndBack(
  form: typeof dropout,
  inputs: Tensor,
  weights: Tensor,
  rate: number,
  random: Random,
): Promise<Float32Array[]> {
  const gradient = grad((x: Tensor) => sum(mul(form(x, rate, random), weights)));
  return [await read(form(inputs, rate, random)), await read(gradient(inputs))];
}
