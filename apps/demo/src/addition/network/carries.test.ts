import { createRandom } from '@tidegate/core';
import { numberToBits, sampledPairs } from '@tidegate/datasets';
import { expect, it } from 'vitest';
import { carriesOf } from './carries.js';

it('carries as on paper', () => {
  // 0b0101 + 0b0011: ones carry out of the first three places.
  expect(carriesOf(5, 3, 4)).toEqual([1, 1, 1, 0]);
  expect(carriesOf(5, 2, 4)).toEqual([0, 0, 0, 0]);
});

it('gives, with both bits of a place, the bit of the sum', () => {
  for (const { first, second, sum } of sampledPairs({ bits: 16, random: createRandom(8), count: 200 })) {
    const carries = carriesOf(first, second, 16);
    const [a, b, bits] = [first, second, sum].map((value) => numberToBits(value, 16)) as [number[], number[], number[]];
    expect(bits).toEqual(a.map((bit, place) => (bit + (b[place] as number) + (carries[place - 1] ?? 0)) % 2));
  }
});
