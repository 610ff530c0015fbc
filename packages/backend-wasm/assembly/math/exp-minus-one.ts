import { multiplyAdd } from '../arithmetic';
import { expFactor2, expFactor3, expFactor4, expFactor5, expFactor6, log2OfE, minusLn2High, minusLn2Low, roundingBias } from './constants';

/*
 * Four exponentials at a time: e^x = 2^n e^r with whole n and r within ln(2) / 2 of zero, where a polynomial of degree 6, fitted for the
 * least greatest error, is within 3e-9 of e^r - 1.
 */

/** The n of `e^x = 2^n e^r` for x from -87 to 88, plus the rounding bias. */
export function biasedExponent(x: v128): v128 {
  return multiplyAdd(x, log2OfE(), roundingBias());
}

/** 2^n of a biased exponent. */
export function powerOfTwo(biased: v128): v128 {
  return i32x4.shl(biased, 23);
}

/** e^r - 1 of the rest `r = x - n ln(2)`, taken off in two parts so that it stays exact. */
export function restMinusOne(x: v128, biased: v128): v128 {
  const n = f32x4.sub(biased, roundingBias());
  const r = multiplyAdd(n, minusLn2Low(), multiplyAdd(n, minusLn2High(), x));
  let series = multiplyAdd(expFactor6(), r, expFactor5());
  series = multiplyAdd(series, r, expFactor4());
  series = multiplyAdd(series, r, expFactor3());
  series = multiplyAdd(series, r, expFactor2());
  return multiplyAdd(f32x4.mul(r, r), series, r);
}
