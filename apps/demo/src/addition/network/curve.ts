import type { CurvePoint } from '../api.js';

/** A curve that grows for as long as it likes, and is never long. */
export interface Curve {
  add(point: CurvePoint): void;
  /** Each is the mean of as many points as any other; what is left of the last ones is not among them. */
  points(): readonly CurvePoint[];
}

/** @param most an even number of points: when there are as many, each two neighbours become their mean, at the place of the second */
export function createCurve(most = 400): Curve {
  let points: CurvePoint[] = [];
  let gathered: CurvePoint[] = [];
  /** Points that were added for each one that is kept. */
  let size = 1;
  return {
    add(point) {
      gathered.push(point);
      if (gathered.length < size) return;
      points.push(merge(gathered));
      gathered = [];
      if (points.length < most) return;
      points = Array.from({ length: most / 2 }, (_, pair) => merge(points.slice(2 * pair, 2 * pair + 2)));
      size *= 2;
    },
    points: () => points,
  };
}

function merge(points: readonly CurvePoint[]): CurvePoint {
  return { x: (points.at(-1) as CurvePoint).x, y: points.reduce((sum, { y }) => sum + y, 0) / points.length };
}
