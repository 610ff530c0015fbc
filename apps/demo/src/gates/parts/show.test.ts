import { describe, expect, it } from 'vitest';
import { show, showSize } from './show.js';

describe('show', () => {
  it.each([
    [0.126, '0.13'],
    [-1.5, '−1.50'],
    [-0.001, '0.00'],
  ])('writes %d as %s', (value, text) => {
    expect(show(value)).toBe(text);
  });
});

describe('showSize', () => {
  it.each([
    [0, '0'],
    [0.354, '0.35'],
    [1, '1'],
    [12.4, '12'],
    [0.0042, '4.2 × 10⁻³'],
    [3.14e-18, '3.1 × 10⁻¹⁸'],
    [25_000, '2.5 × 10⁴'],
    [1e-8, '10⁻⁸'],
    [0.1, '0.1'],
  ])('writes %d as %s', (value, text) => {
    expect(showSize(value).replaceAll('\u00a0', ' ')).toBe(text);
  });
});
