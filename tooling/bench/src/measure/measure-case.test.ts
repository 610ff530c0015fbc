import { describe, expect, it } from 'vitest';
import { alternate } from './measure-case.js';
import { median } from './median.js';

describe('alternate', () => {
  it('gives each contestant its turn in every round, after one that does not count', async () => {
    const turns: string[] = [];
    const contestant = (name: string, scale: number) => {
      let clock = 0;
      return {
        async time(steps: number) {
          turns.push(name);
          return Array.from({ length: steps }, () => scale * ++clock);
        },
      };
    };
    const times = await alternate([contestant('ours', 1), contestant('theirs', 10)], 2, 3);
    expect(turns).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
    expect(times).toEqual([
      [4, 5, 6, 7, 8, 9],
      [40, 50, 60, 70, 80, 90],
    ]);
  });
});

describe('median', () => {
  it('is the middle of the sorted values', () => {
    expect(median([10, 9, 1])).toBe(9);
    expect(median([10, 9, 1, 2])).toBe(5.5);
    expect(median([3])).toBe(3);
  });
});
