import { multiplyAdd } from '../arithmetic';

/*
 * Four exponentials at a time: e^x = 2^n e^r with whole n and r within ln(2) / 2 of zero, where a polynomial of degree 6, fitted for the
 * least greatest error, is within 3e-9 of e^r - 1.
 */

/** The n of `e^x = 2^n e^r`; not a number gives not a number. */
export function exponentOf(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
}

/** 2^n of whole n from -126 to 127. */
export function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
}

/** e^r - 1 of the rest `r = x - n ln(2)`, taken off in two parts so that it stays exact. */
export function restMinusOne(x: v128, n: v128): v128 {
  const r = multiplyAdd(n, f32x4.splat(2.1219444e-4), multiplyAdd(n, f32x4.splat(-0.693359375), x));
  let series = f32x4.splat(0.0013814402);
  series = multiplyAdd(series, r, f32x4.splat(0.0083688116));
  series = multiplyAdd(series, r, f32x4.splat(0.041668396));
  series = multiplyAdd(series, r, f32x4.splat(0.1666652));
  series = multiplyAdd(series, r, f32x4.splat(0.49999994));
  return multiplyAdd(f32x4.mul(r, r), series, r);
}
