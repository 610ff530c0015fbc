import { describe, expect, it } from 'vitest';
import { correlation } from './correlation.js';

describe('correlation', () => {
  it('is 1 for what follows, and -1 for what does the opposite', () => {
    expect(correlation([1, 2, 3, 4], [10, 20, 30, 40])).toBeCloseTo(1, 12);
    expect(correlation([0.9, -0.9, 0.9], [0, 1, 0])).toBeCloseTo(-1, 12);
  });

  it('is that of the textbook in between', () => {
    // Deviations -2 -1 0 1 2 and -2 0 -1 2 1: products add up to 8, squares to 10 and 10.
    expect(correlation([1, 2, 3, 4, 5], [1, 3, 2, 5, 4])).toBeCloseTo(0.8, 12);
  });

  it('is 0 where nothing changes', () => {
    expect(correlation([1, 1, 1], [0, 1, 0])).toBe(0);
    expect(correlation([0, 1, 0], [0, 0, 0])).toBe(0);
  });
});
