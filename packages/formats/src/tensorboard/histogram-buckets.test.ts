import { describe, expect, it } from 'vitest';
import { histogramBuckets } from './histogram-buckets.js';

describe('histogramBuckets', () => {
  it('counts values in buckets of one width, the greatest in the last', () => {
    expect(histogramBuckets(Float32Array.of(3, -1, 0, 1, 0.5, 2.999, 3), 4)).toEqual([
      { left: -1, right: 0, count: 1 },
      { left: 0, right: 1, count: 2 },
      { left: 1, right: 2, count: 1 },
      { left: 2, right: 3, count: 3 },
    ]);
  });

  it('makes 30 unless told, which count every value and end at the greatest', () => {
    const buckets = histogramBuckets(Float32Array.from({ length: 1000 }, (_, index) => Math.sin(index) / 3));
    expect(buckets).toHaveLength(30);
    expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(buckets[0]?.left).toBeCloseTo(-1 / 3, 5);
    expect(buckets[29]?.right).toBe(Math.fround(Math.sin(699) / 3));
    for (const [index, { left }] of buckets.entries()) expect(left).toBe(index === 0 ? left : buckets[index - 1]?.right);
  });

  it('puts equal values in one bucket around them', () => {
    expect(histogramBuckets(Float32Array.of(2, 2, 2))).toEqual([{ left: 1.5, right: 2.5, count: 3 }]);
    expect(histogramBuckets(Float32Array.of(2, Number.NaN, 2, Number.NEGATIVE_INFINITY))).toEqual([{ left: 1.5, right: 2.5, count: 2 }]);
  });

  it('makes none of nothing, and leaves out what is not finite', () => {
    expect(histogramBuckets(new Float32Array())).toEqual([]);
    expect(histogramBuckets(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY))).toEqual([]);
    expect(histogramBuckets(Float32Array.of(Number.NaN, 0, Number.NEGATIVE_INFINITY, 1), 1)).toEqual([{ left: 0, right: 1, count: 2 }]);
  });

  it('spans the least and the greatest numbers there are', () => {
    const greatest = 2 ** 127 * (2 - 2 ** -23);
    expect(histogramBuckets(Float32Array.of(-greatest, greatest), 2).map(({ count }) => count)).toEqual([1, 1]);
    expect(histogramBuckets(Float32Array.of(0, 2 ** -149)).reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('refuses to make no buckets', () => {
    expect(() => histogramBuckets(Float32Array.of(1), 0)).toThrow('histogramBuckets: count must be a whole number of at least 1, but is 0');
  });
});
