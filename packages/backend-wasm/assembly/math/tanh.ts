import { multiplyAdd } from '../arithmetic';
import { biasedExponent, powerOfTwo, restMinusOne } from './exp-minus-one';

/** The hyperbolic tangent within 2e-7, and near zero within a few units of the last place: `m / (m + 2)` with `m = e^2x - 1`. */
export function tanh(x: v128): v128 {
  // From 9.01 on it is 1 in single precision.
  const bounded = f32x4.pmax(f32x4.pmin(x, f32x4.splat(10)), f32x4.splat(-10));
  const twice = f32x4.add(bounded, bounded);
  const exponent = biasedExponent(twice);
  const power = powerOfTwo(exponent);
  const minusOne = multiplyAdd(power, restMinusOne(twice, exponent), f32x4.sub(power, f32x4.splat(1)));
  return f32x4.div(minusOne, f32x4.add(minusOne, f32x4.splat(2)));
}
