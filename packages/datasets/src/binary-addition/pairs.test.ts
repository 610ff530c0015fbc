import { ArgumentError, createRandom } from '@tidegate/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPairs, sampledPairs } from './pairs.js';

describe('allPairs', () => {
  it('counts through the pairs', () => {
    expect([...allPairs(2)]).toEqual([
      { first: 0, second: 0, sum: 0 },
      { first: 0, second: 1, sum: 1 },
      { first: 1, second: 0, sum: 1 },
      { first: 1, second: 1, sum: 2 },
    ]);
    expect([...allPairs(1)]).toEqual([{ first: 0, second: 0, sum: 0 }]);
  });

  it('has each of the 16,384 pairs at 8 bits once', () => {
    const pairs = new Set<number>();
    let count = 0;
    for (const { first, second, sum } of allPairs(8)) {
      expect(sum).toBe(first + second);
      expect(sum).toBeLessThan(256);
      pairs.add(first * 128 + second);
      count++;
    }
    expect(count).toBe(16_384);
    expect(pairs.size).toBe(16_384);
  });

  it('starts at once where all pairs would not fit in memory', () => {
    const [first, second] = allPairs(32);
    expect([first?.sum, second?.sum]).toEqual([0, 1]);
  });
});

describe('sampledPairs', () => {
  it('draws sums that fit, at every width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32 }), fc.nat(), (bits, seed) => {
        for (const { first, second, sum } of sampledPairs({ bits, random: createRandom(seed), count: 20 })) {
          expect(sum).toBe(first + second);
          expect(Math.max(first, second)).toBeLessThan(2 ** (bits - 1));
          expect(Math.min(first, second)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('draws every operand about equally often', () => {
    const counts = new Array<number>(8).fill(0);
    for (const { first, second } of sampledPairs({ bits: 4, random: createRandom(3), count: 8_000 })) {
      counts[first] = (counts[first] as number) + 1;
      counts[second] = (counts[second] as number) + 1;
    }
    // 16,000 draws of 8 values: 2,000 each with a deviation of 42.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(210);
  });

  it.each([0, 1, 255, 256, 257, 700])('ends after %d pairs, which begin any longer sample', (count) => {
    const random = createRandom(5);
    const pairs = [...sampledPairs({ bits: 16, random, count })];
    expect(pairs).toHaveLength(count);
    expect([...sampledPairs({ bits: 16, random, count: 1_000 })].slice(0, count)).toEqual(pairs);
  });

  it('does not repeat itself after a block', () => {
    const sums = [...sampledPairs({ bits: 32, random: createRandom(1), count: 2_000 })].map(({ first, second }) => `${first}+${second}`);
    expect(new Set(sums).size).toBe(2_000);
  });

  it('refuses a bad count', () => {
    expect(() => sampledPairs({ bits: 8, random: createRandom(0), count: -1 })).toThrow(ArgumentError);
  });
});
