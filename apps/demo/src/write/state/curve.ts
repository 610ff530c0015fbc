export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Points of a curve, at most: a chart shows no more, and a long run is not to fill the memory. */
const mostPoints = 400;

/** A curve with one more point. When it is full, neighbours become one, half-way between them. */
export function withPoint(curve: readonly CurvePoint[], point: CurvePoint): readonly CurvePoint[] {
  if (curve.length < mostPoints) return [...curve, point];
  const thinned: CurvePoint[] = [];
  for (let index = 1; index < curve.length; index += 2) {
    const [before, after] = [curve[index - 1] as CurvePoint, curve[index] as CurvePoint];
    thinned.push({ x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 });
  }
  return [...thinned, point];
}
