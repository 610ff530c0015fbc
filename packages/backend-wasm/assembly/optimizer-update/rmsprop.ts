import { multiplyAdd } from '../arithmetic';
import { Elements, penalized } from './elements';
import { updateParameters } from './update';

@unmanaged
class Coefficients {
  smoothing: f32;
  arriving: f32;
  epsilon: f32;
  momentum: f32;
  learningRate: f32;
}

const coefficients = changetype<Coefficients>(memory.data(offsetof<Coefficients>(), 16));

/**
 * RMSprop for all parameters of the table, the mean squares being their first state and the velocities, if there is momentum, their second:
 * ```text
 * s = smoothing s + arriving g^2
 * v = momentum v + g / (sqrt(s) + epsilon)
 * p = p - learningRate v
 * ```
 */
export function rmspropUpdate(count: i32, smoothing: f64, epsilon: f64, momentum: f64, learningRate: f64): void {
  coefficients.smoothing = <f32>smoothing;
  coefficients.arriving = <f32>(1 - smoothing);
  coefficients.epsilon = <f32>epsilon;
  coefficients.momentum = <f32>momentum;
  coefficients.learningRate = <f32>learningRate;
  updateParameters(updateVectors.index, changetype<usize>(coefficients), count);
}

function updateVectors(elements: usize, vectors: i32, given: usize): void {
  const c = changetype<Coefficients>(given);
  const smoothing = f32x4.splat(c.smoothing);
  const arriving = f32x4.splat(c.arriving);
  const epsilon = f32x4.splat(c.epsilon);
  const momentum = f32x4.splat(c.momentum);
  const learningRate = f32x4.splat(c.learningRate);
  const hasMomentum = c.momentum != 0;
  const e = changetype<Elements>(elements);
  const l2 = f32x4.splat(e.l2);
  const hasL2 = e.l2 != 0;
  const gradientStep = e.gradientStep;
  let gradient = e.gradient;
  const parameter = e.parameter;
  const meanSquare = e.firstState;
  const velocity = e.secondState;
  const newParameter = e.newParameter;
  const newMeanSquare = e.newFirstState;
  const newVelocity = e.newSecondState;
  const end = (<usize>vectors) << 4;
  for (let at: usize = 0; at < end; at += 16) {
    const p = v128.load(parameter + at);
    const g = penalized(v128.load(gradient), p, l2, hasL2);
    gradient += gradientStep;
    const s = multiplyAdd(f32x4.mul(g, g), arriving, f32x4.mul(v128.load(meanSquare + at), smoothing));
    v128.store(newMeanSquare + at, s);
    let step = f32x4.div(g, f32x4.add(f32x4.sqrt(s), epsilon));
    if (hasMomentum) {
      step = multiplyAdd(v128.load(velocity + at), momentum, step);
      v128.store(newVelocity + at, step);
    }
    v128.store(newParameter + at, f32x4.sub(p, f32x4.mul(step, learningRate)));
  }
}
