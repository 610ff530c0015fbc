import { ArgumentError, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { sampleLogUniform } from './sample-log-uniform.js';

const random = createRandom(5);
const idsOf = (classes: number, count: number, draw: number): number[] => [
  ...sampleLogUniform({ classes, count, random: random.split(classes, count, draw) }).ids,
];
const probability = (classes: number, id: number): number => Math.log((id + 2) / (id + 1)) / Math.log(classes + 1);
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('sampleLogUniform', () => {
  it('draws a class as often as its distribution says', () => {
    const [classes, draws] = [6, 20_000];
    const counts = range(classes).map(() => 0);
    for (let draw = 0; draw < draws; draw++) {
      const [id] = idsOf(classes, 1, draw) as [number];
      counts[id] = (counts[id] as number) + 1;
    }
    expect(range(classes).reduce((sum, id) => sum + probability(classes, id), 0)).toBeCloseTo(1, 12);
    const chiSquared = counts.reduce((sum, count, id) => {
      const expected = draws * probability(classes, id);
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // With 5 degrees of freedom it exceeds 20.5 once in a thousand; the seed is fixed.
    expect(chiSquared).toBeLessThan(20.5);
  });

  it('draws two different classes, each as often as one after the other is', () => {
    const [classes, draws] = [4, 20_000];
    const counts = range(classes).map(() => 0);
    for (let draw = 0; draw < draws; draw++) {
      for (const id of idsOf(classes, 2, draw)) counts[id] = (counts[id] as number) + 1;
    }
    const p = range(classes).map((id) => probability(classes, id));
    for (const [id, own] of p.entries()) {
      const second = p.reduce((sum, other, otherId) => sum + (otherId === id ? 0 : (other * own) / (1 - other)), 0);
      const exact = own + second;
      // Five deviations of a count that is drawn so often.
      expect(Math.abs((counts[id] as number) - draws * exact)).toBeLessThan(5 * Math.sqrt(draws * exact * (1 - exact)));
    }
  });

  it('expects of one draw the probability of each class', () => {
    const { logExpectedCounts } = sampleLogUniform({ classes: 10, count: 1, random });
    logExpectedCounts(Int32Array.from(range(10))).forEach((logarithm, id) => {
      expect(Math.exp(logarithm)).toBeCloseTo(probability(10, id), 6);
    });
  });

  it('expects as many different classes as it has drawn, on average', () => {
    const [classes, count, draws] = [30, 10, 400];
    const ids = Int32Array.from(range(classes));
    let total = 0;
    for (let draw = 0; draw < draws; draw++) {
      const { logExpectedCounts } = sampleLogUniform({ classes, count, random: random.split('expected', draw) });
      const expected = logExpectedCounts(ids).map(Math.exp);
      expect(Math.max(...expected)).toBeLessThanOrEqual(1);
      total += expected.reduce((sum, share) => sum + share, 0);
    }
    expect(Math.abs(total / draws / count - 1)).toBeLessThan(0.05);
  });

  it('draws every class once if it is to draw all', () => {
    expect(idsOf(20, 20, 0).toSorted((a, b) => a - b)).toEqual(range(20));
    expect(idsOf(1, 1, 0)).toEqual([0]);
  });

  it('reaches rare classes of a large vocabulary evenly', () => {
    const classes = 4_000_000;
    const half = classes / 2;
    const { ids } = sampleLogUniform({ classes, count: 20_000, random });
    const upper = ids.filter((id) => id >= half);
    expect(upper.filter((id) => id % 2 === 1).length / upper.length).toBeCloseTo(0.5, 1);
    expect(Math.max(...ids)).toBeGreaterThan(0.99 * classes);
  });

  it('gives the same classes for the same stream, and others for another', () => {
    expect(idsOf(1000, 20, 1)).toEqual(idsOf(1000, 20, 1));
    expect(idsOf(1000, 20, 1)).not.toEqual(idsOf(1000, 20, 2));
  });

  it.each([
    [0, 1],
    [5, 0],
    [5, 6],
    [2.5, 1],
  ])('refuses %d classes of which to draw %d', (classes, count) => {
    expect(() => sampleLogUniform({ classes, count, random })).toThrow(ArgumentError);
  });
});
