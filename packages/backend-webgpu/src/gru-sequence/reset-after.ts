import { GruSequence, GruSequenceGradient } from '@tidegate/ops';
import { remember } from '../program/remember.js';
import { type BackwardCell, backwardProgram } from '../sequence/backward-program.js';
import type { Form } from '../sequence/division.js';
import { type ForwardCell, forwardProgram } from '../sequence/forward-program.js';
import { gruInputs, gruPrevious } from './shared-code.js';

const forward: ForwardCell = {
  name: GruSequence,
  variant: 'reset after',
  gates: 3,
  bindings: { bias: 'f32', recurrentBias: 'f32', cache: 'writes f32' },
  uniforms: { hasBias: 'u32', hasRecurrentBias: 'u32' },
  code: `
${gruInputs}
fn advance(sequence: u32, row: u32, unit: u32, sums: Sums, previous: f32, isFirst: bool) -> f32 {
  let given = inputOf(row, unit);
  let recurrent = sums + recurrentBiasOf(unit);
  let r = sigmoid(given.x + recurrent.x);
  let z = sigmoid(given.y + recurrent.y);
  let n = hyperbolicTangent(given.z + r * recurrent.z);
  let start = row * 4u * uniforms.hidden + unit;
  cache[start] = r;
  cache[start + uniforms.hidden] = z;
  cache[start + 2u * uniforms.hidden] = n;
  cache[start + 3u * uniforms.hidden] = recurrent.z;
  return (1.0 - z) * n + z * previous;
}
fn finish(sequence: u32, unit: u32) {}
`,
};
export const resetAfterForward = remember((form: Form) => forwardProgram(forward, form));

const backward: BackwardCell = {
  name: GruSequenceGradient,
  variant: 'reset after',
  gates: 3,
  bindings: { outputs: 'f32', initialH: 'f32', cache: 'f32' },
  uniforms: { recurrentGradient: 'u32' },
  exchanges: [{ gates: 3, firstGate: 0 }],
  code: `
${gruPrevious}
fn place(exchange: u32, row: u32, column: u32) -> u32 { return uniforms.recurrentGradient + row * 3u * uniforms.hidden + column; }
fn begin(sequence: u32, unit: u32) {}
fn write(row: u32, unit: u32, ofGates: vec3f, ofProduct: f32) {
  let hidden = uniforms.hidden;
  let start = row * 3u * hidden + unit;
  results[start] = ofGates.x;
  results[start + hidden] = ofGates.y;
  results[start + 2u * hidden] = ofGates.z;
  results[uniforms.recurrentGradient + start] = ofGates.x;
  results[uniforms.recurrentGradient + start + hidden] = ofGates.y;
  results[uniforms.recurrentGradient + start + 2u * hidden] = ofProduct;
}
fn enter(sequence: u32, row: u32, unit: u32, arriving: f32, isFirst: bool) -> f32 {
  let start = row * 4u * uniforms.hidden + unit;
  let r = cache[start];
  let z = cache[start + uniforms.hidden];
  let n = cache[start + 2u * uniforms.hidden];
  let q = cache[start + 3u * uniforms.hidden];
  let ofCandidate = arriving * (1.0 - z) * (1.0 - n * n);
  let ofUpdate = arriving * (previousAt(sequence, row, unit, isFirst) - n) * z * (1.0 - z);
  write(row, unit, vec3f(ofCandidate * q * r * (1.0 - r), ofUpdate, ofCandidate), ofCandidate * r);
  return arriving * z;
}
fn skip(row: u32, unit: u32) { write(row, unit, vec3f(), 0.0); }
`,
};
export const resetAfterBackward = remember((form: Form) => backwardProgram(backward, form));
