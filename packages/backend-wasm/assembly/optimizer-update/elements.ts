import { multiplyAdd } from '../arithmetic';

/** Elements of one parameter that lie side by side, with a gradient for each: what an optimizer's arithmetic is given. */
@unmanaged
export class Elements {
  parameter: usize;
  gradient: usize;
  /** Bytes from one vector of the gradient to the next: 0 for a gradient of zeros. */
  gradientStep: usize;
  firstState: usize;
  secondState: usize;
  newParameter: usize;
  newFirstState: usize;
  newSecondState: usize;
  l2: f32;
}

/** The gradient of a vector of four elements, with that of the penalty `l2 / 2 p^2`. */
export function penalized(gradient: v128, parameter: v128, l2: v128, hasL2: bool): v128 {
  return hasL2 ? multiplyAdd(l2, parameter, gradient) : gradient;
}
