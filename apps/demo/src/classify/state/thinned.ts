/** Points of a curve that are kept: more of them than a screen has room for would only take memory. */
const most = 500;

/** A curve with a point more; of one that has become long, every other point. */
export function thinned<Point>(points: readonly Point[], point: Point): Point[] {
  const longer = [...points, point];
  return longer.length <= most ? longer : longer.filter((_, index) => index % 2 === 0 || index === longer.length - 1);
}
