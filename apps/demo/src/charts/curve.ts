export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A curve that grows for as long as it likes, and is never long: a chart shows no more, and a long run is not to fill the memory. */
export interface Curve {
  /** Each is the mean of as many points as any other, at the place of the last of them. */
  readonly points: readonly CurvePoint[];
  /** Points that were added for each one that is kept. */
  readonly size: number;
  /** Those that are too few yet to become one. */
  readonly rest: { readonly count: number; readonly sum: number };
}

const noRest = { count: 0, sum: 0 };

export const emptyCurve: Curve = { points: [], size: 1, rest: noRest };

/**
 * A curve with one point more.
 *
 * @param most an even number of points: when there are as many, each two neighbours become their mean, at the place of the second
 */
export function withPoint({ points, size, rest }: Curve, { x, y }: CurvePoint, most = 400): Curve {
  const { count, sum } = { count: rest.count + 1, sum: rest.sum + y };
  if (count < size) return { points, size, rest: { count, sum } };
  const longer = [...points, { x, y: sum / count }];
  return longer.length < most ? { points: longer, size, rest: noRest } : { points: halved(longer), size: 2 * size, rest: noRest };
}

function halved(points: readonly CurvePoint[]): CurvePoint[] {
  return Array.from({ length: points.length / 2 }, (_, pair) => {
    const [first, second] = points.slice(2 * pair, 2 * pair + 2) as [CurvePoint, CurvePoint];
    return { x: second.x, y: (first.y + second.y) / 2 };
  });
}
