import { multiplyAdd } from '../arithmetic';
import { Elements, penalized } from './elements';
import { updateParameters } from './update';

@unmanaged
class Coefficients {
  beta1: f32;
  arriving1: f32;
  beta2: f32;
  arriving2: f32;
  rate: f32;
  correction: f32;
  epsilon: f32;
  kept: f32;
}

const coefficients = changetype<Coefficients>(memory.data(offsetof<Coefficients>(), 16));

/**
 * Adam for all parameters of the table, the first and the second moments being their first and second state:
 * ```text
 * m = beta1 m + arriving1 g
 * v = beta2 v + arriving2 g^2
 * p = kept p - rate m / (correction sqrt(v) + epsilon)
 * ```
 */
export function adamUpdate(count: i32, beta1: f64, beta2: f64, rate: f64, correction: f64, epsilon: f64, kept: f64): void {
  coefficients.beta1 = <f32>beta1;
  coefficients.arriving1 = <f32>(1 - beta1);
  coefficients.beta2 = <f32>beta2;
  coefficients.arriving2 = <f32>(1 - beta2);
  coefficients.rate = <f32>rate;
  coefficients.correction = <f32>correction;
  coefficients.epsilon = <f32>epsilon;
  coefficients.kept = <f32>kept;
  updateParameters(updateVectors.index, changetype<usize>(coefficients), count);
}

function updateVectors(elements: usize, vectors: i32, given: usize): void {
  const c = changetype<Coefficients>(given);
  const beta1 = f32x4.splat(c.beta1);
  const arriving1 = f32x4.splat(c.arriving1);
  const beta2 = f32x4.splat(c.beta2);
  const arriving2 = f32x4.splat(c.arriving2);
  const rate = f32x4.splat(c.rate);
  const correction = f32x4.splat(c.correction);
  const epsilon = f32x4.splat(c.epsilon);
  const kept = f32x4.splat(c.kept);
  const e = changetype<Elements>(elements);
  const l2 = f32x4.splat(e.l2);
  const hasL2 = e.l2 != 0;
  const gradientStep = e.gradientStep;
  let gradient = e.gradient;
  const parameter = e.parameter;
  const firstMoment = e.firstState;
  const secondMoment = e.secondState;
  const newParameter = e.newParameter;
  const newFirstMoment = e.newFirstState;
  const newSecondMoment = e.newSecondState;
  const end = (<usize>vectors) << 4;
  for (let at: usize = 0; at < end; at += 16) {
    const p = v128.load(parameter + at);
    const g = penalized(v128.load(gradient), p, l2, hasL2);
    gradient += gradientStep;
    const m = multiplyAdd(g, arriving1, f32x4.mul(v128.load(firstMoment + at), beta1));
    const v = multiplyAdd(f32x4.mul(g, g), arriving2, f32x4.mul(v128.load(secondMoment + at), beta2));
    v128.store(newFirstMoment + at, m);
    v128.store(newSecondMoment + at, v);
    const root = multiplyAdd(f32x4.sqrt(v), correction, epsilon);
    v128.store(newParameter + at, f32x4.sub(f32x4.mul(p, kept), f32x4.div(f32x4.mul(m, rate), root)));
  }
}
