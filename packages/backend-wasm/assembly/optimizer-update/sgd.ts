import { multiplyAdd } from '../arithmetic';
import { Elements, penalized } from './elements';
import { updateParameters } from './update';

@unmanaged
class Coefficients {
  momentum: f32;
  nesterov: bool;
  learningRate: f32;
}

const coefficients = changetype<Coefficients>(memory.data(offsetof<Coefficients>(), 16));

/**
 * Stochastic gradient descent for all parameters of the table; if there is momentum, the velocities are their first state:
 * ```text
 * v = momentum v + g
 * p = p - learningRate v                      or, with nesterov, p - learningRate (g + momentum v)
 * ```
 */
export function sgdUpdate(count: i32, momentum: f64, nesterov: bool, learningRate: f64): void {
  coefficients.momentum = <f32>momentum;
  coefficients.nesterov = nesterov;
  coefficients.learningRate = <f32>learningRate;
  updateParameters(updateVectors.index, changetype<usize>(coefficients), count);
}

function updateVectors(elements: usize, vectors: i32, given: usize): void {
  const c = changetype<Coefficients>(given);
  const momentum = f32x4.splat(c.momentum);
  const learningRate = f32x4.splat(c.learningRate);
  const hasMomentum = c.momentum != 0;
  const nesterov = c.nesterov;
  const e = changetype<Elements>(elements);
  const l2 = f32x4.splat(e.l2);
  const hasL2 = e.l2 != 0;
  const gradientStep = e.gradientStep;
  let gradient = e.gradient;
  const parameter = e.parameter;
  const velocity = e.firstState;
  const newParameter = e.newParameter;
  const newVelocity = e.newFirstState;
  const end = (<usize>vectors) << 4;
  for (let at: usize = 0; at < end; at += 16) {
    const p = v128.load(parameter + at);
    const g = penalized(v128.load(gradient), p, l2, hasL2);
    gradient += gradientStep;
    let step = g;
    if (hasMomentum) {
      const v = multiplyAdd(v128.load(velocity + at), momentum, g);
      v128.store(newVelocity + at, v);
      step = nesterov ? multiplyAdd(v, momentum, g) : v;
    }
    v128.store(newParameter + at, f32x4.sub(p, f32x4.mul(step, learningRate)));
  }
}
