import { multiplyAdd } from '../arithmetic';

/*
 * Four exponentials at a time: e^x = 2^n e^r with whole n and r within ln(2) / 2 of zero, where a polynomial of degree 6, fitted for the
 * least greatest error, is within 3e-9 of e^r - 1.
 *
 * The whole n is found by adding a number so large that its last bit counts ones, and 127 more, so that n stands in the low bits as an
 * exponent is written.
 */
const roundingBias: f32 = 12582912 + 127;

/** The n of `e^x = 2^n e^r` for x from -87 to 88, plus the rounding bias. */
export function biasedExponent(x: v128): v128 {
  return multiplyAdd(x, f32x4.splat(1.44269504), f32x4.splat(roundingBias));
}

/** 2^n of a biased exponent. */
export function powerOfTwo(biased: v128): v128 {
  return i32x4.shl(biased, 23);
}

/** e^r - 1 of the rest `r = x - n ln(2)`, taken off in two parts so that it stays exact. */
export function restMinusOne(x: v128, biased: v128): v128 {
  const n = f32x4.sub(biased, f32x4.splat(roundingBias));
  const r = multiplyAdd(n, f32x4.splat(2.1219444e-4), multiplyAdd(n, f32x4.splat(-0.693359375), x));
  let series = f32x4.splat(0.0013814402);
  series = multiplyAdd(series, r, f32x4.splat(0.0083688116));
  series = multiplyAdd(series, r, f32x4.splat(0.041668396));
  series = multiplyAdd(series, r, f32x4.splat(0.1666652));
  series = multiplyAdd(series, r, f32x4.splat(0.49999994));
  return multiplyAdd(f32x4.mul(r, r), series, r);
}
