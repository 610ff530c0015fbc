import { multiplyAdd } from '../arithmetic';
import { exponentOf, powerOfTwo, restMinusOne } from './exp-minus-one';

/** e^x for x from -87 to 88, beyond which it stays where it is; a relative error of about 1e-7. */
export function exp(x: v128): v128 {
  const bounded = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87));
  const n = exponentOf(bounded);
  const power = powerOfTwo(n);
  return multiplyAdd(power, restMinusOne(bounded, n), power);
}
