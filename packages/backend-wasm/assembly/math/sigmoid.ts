import { one } from './constants';
import { exp } from './exp';

/** e^x / (1 + e^x), within 2e-7. */
export function sigmoid(x: v128): v128 {
  const e = exp(x);
  return f32x4.div(e, f32x4.add(one(), e));
}
