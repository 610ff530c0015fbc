import { multiplyAdd } from '../arithmetic';

/**
 * log(1 + x) for x from 0 to 1, within a few units of the last place: `2 artanh(z)` with `z = x / (2 + x)`, which is at most 1/3, so that
 * eight terms of the series `z + z^3 / 3 + z^5 / 5 + ...` are enough.
 */
export function log1pOfUnit(x: v128): v128 {
  const z = f32x4.div(x, f32x4.add(x, f32x4.splat(2)));
  const z2 = f32x4.mul(z, z);
  let series = f32x4.splat(2.0 / 15);
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 13));
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 11));
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 9));
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 7));
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 5));
  series = multiplyAdd(series, z2, f32x4.splat(2.0 / 3));
  series = multiplyAdd(series, z2, f32x4.splat(2.0));
  return f32x4.mul(z, series);
}
