import { describe, expect, it } from 'vitest';
import { emptyCurve, withPoint } from './curve.js';

const filled = (count: number, most: number) => {
  let curve = emptyCurve;
  for (let x = 1; x <= count; x++) curve = withPoint(curve, { x, y: 10 * x }, most);
  return curve.points;
};

describe('withPoint', () => {
  it('keeps all points while they are few', () => {
    expect(filled(3, 4)).toEqual([1, 2, 3].map((x) => ({ x, y: 10 * x })));
  });

  it('makes two neighbours their mean when there are many', () => {
    expect(filled(4, 4)).toEqual([
      { x: 2, y: 15 },
      { x: 4, y: 35 },
    ]);
    expect(filled(7, 4)).toEqual([
      { x: 2, y: 15 },
      { x: 4, y: 35 },
      { x: 6, y: 55 },
    ]);
  });

  it('never has many, and keeps their mean', () => {
    const points = filled(100_000, 400);
    expect(points.length).toBeLessThan(400);
    expect(points.length).toBeGreaterThanOrEqual(199);
    const last = points.at(-1)?.x as number;
    expect(last).toBeGreaterThan(99_000);
    expect(points.reduce((sum, { y }) => sum + y, 0) / points.length).toBeCloseTo((10 * (last + 1)) / 2, 6);
  });
});
