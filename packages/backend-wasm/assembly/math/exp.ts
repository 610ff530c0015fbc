import { multiplyAdd } from '../arithmetic';
import { expLeast, expMost } from './constants';
import { biasedExponent, powerOfTwo, restMinusOne } from './exp-minus-one';

/** e^x for x from -87 to 88, beyond which it stays where it is; a relative error of about 1e-7. Not a number stays not a number. */
export function exp(x: v128): v128 {
  // The fast kind of minimum and maximum, in the order that keeps what is not a number.
  const bounded = f32x4.pmax(f32x4.pmin(x, expMost()), expLeast());
  const exponent = biasedExponent(bounded);
  const power = powerOfTwo(exponent);
  return multiplyAdd(power, restMinusOne(bounded, exponent), power);
}
