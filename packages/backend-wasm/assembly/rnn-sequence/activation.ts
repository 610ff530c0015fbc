import { sigmoid } from '../math/sigmoid';
import { tanh } from '../math/tanh';

/** The numbers of the activations, in the order of `rnnActivations`. */
export const tanhActivation: i32 = 0;
export const reluActivation: i32 = 1;

export function activate(activation: i32, x: v128): v128 {
  if (activation == tanhActivation) return tanh(x);
  if (activation == reluActivation) return f32x4.max(x, f32x4.splat(0));
  return sigmoid(x);
}

/** The slope of an activation, from its value. */
export function slope(activation: i32, y: v128): v128 {
  const one = f32x4.splat(1);
  if (activation == tanhActivation) return f32x4.sub(one, f32x4.mul(y, y));
  if (activation == reluActivation) return v128.and(one, f32x4.gt(y, f32x4.splat(0)));
  return f32x4.mul(y, f32x4.sub(one, y));
}
