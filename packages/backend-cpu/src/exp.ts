/** Steps that a doubling is divided into. */
const steps = 8;
/** Powers of two from 2^-200 to 2^200, a step apart: beyond what a float32 holds. */
const limit = 200;
const powersOfTwo = Float64Array.from({ length: 2 * limit * steps + 1 }, (_, index) => 2 ** (index / steps - limit));

/**
 * The exponential function to a relative error of 1e-8, a sixth of the last bit of a float32, in a third of the time of `Math.exp`. Below
 * `2^-200` and above `2^200` it stays there; not a number stays not a number.
 *
 * `e^x = 2^(n / 8) e^y` with whole `n` and `y` within `ln(2) / 16` of zero, where five terms of the series are enough.
 */
export function exp(x: number): number {
  const exponent = x * (Math.LOG2E * steps);
  const n = Math.floor(exponent + 0.5);
  const y = (exponent - n) * (Math.LN2 / steps);
  const y2 = y * y;
  const series = 1 + y + y2 * (1 / 2 + y * (1 / 6) + y2 * (1 / 24));
  if (n >= -limit * steps && n <= limit * steps) return series * (powersOfTwo[n + limit * steps] as number);
  return Number.isNaN(x) ? x : 2 ** (x < 0 ? -limit : limit);
}
