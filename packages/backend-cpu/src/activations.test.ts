import { describe, expect, it } from 'vitest';
import { activations, sigmoid, tanh } from './activations.js';
import { exp } from './exp.js';

/** From -100 to 100, denser around zero. */
const points = Array.from({ length: 20_001 }, (_, i) => ((i - 10_000) / 10_000) ** 3 * 100);

describe('exp', () => {
  it('is within 1e-8 of the exact function, as a share of it', () => {
    for (const x of points) expect(Math.abs(exp(x) / Math.exp(x) - 1), `exp(${x})`).toBeLessThan(1e-8);
  });

  it('keeps infinities in bounds and not a number as it is', () => {
    expect(exp(Number.POSITIVE_INFINITY)).toBe(2 ** 200);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(2 ** -200);
    expect(exp(1e30)).toBe(2 ** 200);
    expect(exp(Number.NaN)).toBeNaN();
  });
});

describe('sigmoid and tanh', () => {
  it('are within 1e-8 of the exact functions', () => {
    for (const x of points) {
      expect(Math.abs(sigmoid(x) - 1 / (1 + Math.exp(-x))), `sigmoid(${x})`).toBeLessThan(1e-8);
      expect(Math.abs(tanh(x) - Math.tanh(x)), `tanh(${x})`).toBeLessThan(1e-8);
    }
  });

  it('saturate at the ends', () => {
    expect([sigmoid(1e9), tanh(1e9), tanh(-1e9)]).toEqual([1, 1, -1]);
    expect(sigmoid(-1e9)).toBeLessThan(1e-38);
    expect(sigmoid(Number.NaN)).toBeNaN();
  });
});

describe('activations', () => {
  it.each(Object.entries(activations))('%s: the derivative is the slope', (_, { value, derivative }) => {
    for (const x of [-2, -0.5, 0.3, 1.7]) {
      const slope = (value(x + 1e-4) - value(x - 1e-4)) / 2e-4;
      expect(derivative(value(x))).toBeCloseTo(slope, 4);
    }
  });
});
