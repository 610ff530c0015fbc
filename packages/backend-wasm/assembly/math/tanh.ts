import { multiplyAdd } from '../arithmetic';
import { one, tanhLeast, tanhMost, two } from './constants';
import { biasedExponent, powerOfTwo, restMinusOne } from './exp-minus-one';

/** The hyperbolic tangent within 2e-7, and near zero within a few units of the last place: `m / (m + 2)` with `m = e^2x - 1`. */
export function tanh(x: v128): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, tanhMost()), tanhLeast());
  const twice = f32x4.add(bounded, bounded);
  const exponent = biasedExponent(twice);
  const power = powerOfTwo(exponent);
  const minusOne = multiplyAdd(power, restMinusOne(twice, exponent), f32x4.sub(power, one()));
  return f32x4.div(minusOne, f32x4.add(minusOne, two()));
}
