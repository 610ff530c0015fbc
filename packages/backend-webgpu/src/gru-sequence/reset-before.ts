import { GruSequence, GruSequenceGradient } from '@tidegate/ops';
import type { Program } from '../program/program.js';
import { remember } from '../program/remember.js';
import { activations } from '../sequence/activations.js';
import { type BackwardCell, backwardProgram } from '../sequence/backward-program.js';
import { type Form, formKey } from '../sequence/division.js';
import { forEachSum, forEachUnit, membership, recurrentSums } from '../sequence/recurrent-sums.js';
import { recurrenceUniforms, stepHelpers } from '../sequence/steps.js';
import { gruInputs, gruPrevious } from './shared-code.js';

/** The candidate's product needs what the reset gates of all units let through, so that a step has two halves, with a barrier after each. */
export const resetBeforeForward = remember(
  (form: Form): Program => ({
    name: GruSequence,
    key: `${GruSequence} reset before ${formKey(form)}`,
    bindings: {
      ...{ projected: 'f32', recurrentKernel: 'f32', lengths: 'i32', initialH: 'f32', bias: 'f32', recurrentBias: 'f32' },
      ...{ results: 'writes f32', cache: 'writes f32' },
    },
    uniforms: {
      ...recurrenceUniforms,
      ...{ finalH: 'u32', hasBias: 'u32', hasRecurrentBias: 'u32' },
    },
    code: () => `
var<workgroup> state: array<f32, ${form.memory / 2}>;
var<workgroup> offered: array<f32, ${form.memory / 2}>;
${stepHelpers}
${activations}
${gruInputs}
fn isReal(sequence: u32, step: u32) -> bool {
  if (sequence >= uniforms.batch) { return false; }
  return step < lengthOf(sequence);
}
fn offer(row: u32, unit: u32, sums: vec2f, previous: f32) -> f32 {
  let all = inputOf(row, unit).xy + recurrentBiasOf(unit).xy + sums;
  let r = sigmoid(all.x);
  let start = row * 4u * uniforms.hidden + unit;
  cache[start] = r;
  cache[start + uniforms.hidden] = sigmoid(all.y);
  return r * previous;
}
fn advance(row: u32, unit: u32, sum: f32, previous: f32) -> f32 {
  let q = sum + recurrentBiasOf(unit).z;
  let n = hyperbolicTangent(inputOf(row, unit).z + q);
  let start = row * 4u * uniforms.hidden + unit;
  let z = cache[start + uniforms.hidden];
  cache[start + 2u * uniforms.hidden] = n;
  cache[start + 3u * uniforms.hidden] = q;
  return (1.0 - z) * n + z * previous;
}
@compute @workgroup_size(${form.size})
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  ${membership(form)}
  let start = own * hidden;
  ${forEachUnit(form, 'state[start + row * hidden + unit] = startOf(first + row, unit);')}
  workgroupBarrier();
  for (var count = 0u; count < uniforms.time; count++) {
    let step = stepAt(count);
    for (var base = lane; base < hidden; base += ${form.units}u * uniforms.lanes) {
      ${recurrentSums({
        form,
        type: 'vec2f',
        count: 'hidden',
        weight: (unit) => `vec2f(recurrentKernel[k * 3u * hidden + ${unit}], recurrentKernel[(k * 3u + 1u) * hidden + ${unit}])`,
        value: (row) => `state[start + ${row}u * hidden + k]`,
      })}
      ${forEachSum(
        form,
        `if (isReal(first + row, step)) {
  let place = start + row * hidden + unit;
  offered[place] = offer((first + row) * uniforms.time + step, unit, sum, state[place]);
}`,
      )}
    }
    workgroupBarrier();
    for (var base = lane; base < hidden; base += ${form.units}u * uniforms.lanes) {
      ${recurrentSums({
        form,
        type: 'f32',
        count: 'hidden',
        weight: (unit) => `recurrentKernel[(k * 3u + 2u) * hidden + ${unit}]`,
        value: (row) => `offered[start + ${row}u * hidden + k]`,
      })}
      ${forEachSum(
        form,
        `let at = (first + row) * uniforms.time + step;
let place = start + row * hidden + unit;
if (isReal(first + row, step)) {
  let h = advance(at, unit, sum, state[place]);
  state[place] = h;
  results[at * hidden + unit] = h;
} else if (first + row < uniforms.batch) {
  results[at * hidden + unit] = 0.0;
}`,
      )}
    }
    workgroupBarrier();
  }
  ${forEachUnit(
    form,
    'if (first + row < uniforms.batch) { results[uniforms.finalH + (first + row) * hidden + unit] = state[start + row * hidden + unit]; }',
  )}
}
fn startOf(sequence: u32, unit: u32) -> f32 {
  if (uniforms.hasInitial == 0u || sequence >= uniforms.batch) { return 0.0; }
  return initialH[sequence * uniforms.hidden + unit];
}
`,
  }),
);

const backward: BackwardCell = {
  name: GruSequenceGradient,
  variant: 'reset before',
  gates: 3,
  bindings: { outputs: 'f32', initialH: 'f32', cache: 'f32' },
  uniforms: { ofGates: 'u32', ofCandidate: 'u32' },
  exchanges: [
    { gates: 1, firstGate: 2 },
    { gates: 2, firstGate: 0 },
  ],
  code: `
${gruPrevious}
fn place(exchange: u32, row: u32, column: u32) -> u32 {
  return select(uniforms.ofGates + row * 2u * uniforms.hidden, uniforms.ofCandidate + row * uniforms.hidden, exchange == 0u) + column;
}
fn begin(sequence: u32, unit: u32) {}
fn enter(sequence: u32, row: u32, unit: u32, arriving: f32, isFirst: bool) -> f32 {
  let hidden = uniforms.hidden;
  let z = cache[row * 4u * hidden + hidden + unit];
  let n = cache[row * 4u * hidden + 2u * hidden + unit];
  let ofCandidate = arriving * (1.0 - z) * (1.0 - n * n);
  let ofUpdate = arriving * (previousAt(sequence, row, unit, isFirst) - n) * z * (1.0 - z);
  results[row * 3u * hidden + hidden + unit] = ofUpdate;
  results[row * 3u * hidden + 2u * hidden + unit] = ofCandidate;
  results[place(1u, row, hidden + unit)] = ofUpdate;
  results[place(0u, row, unit)] = ofCandidate;
  return arriving * z;
}
fn continueStep(sequence: u32, row: u32, unit: u32, straight: f32, sum: f32, isFirst: bool) -> f32 {
  let r = cache[row * 4u * uniforms.hidden + unit];
  let ofReset = sum * previousAt(sequence, row, unit, isFirst) * r * (1.0 - r);
  results[row * 3u * uniforms.hidden + unit] = ofReset;
  results[place(1u, row, unit)] = ofReset;
  return straight + sum * r;
}
fn skip(row: u32, unit: u32) {
  for (var gate = 0u; gate < 3u; gate++) { results[(row * 3u + gate) * uniforms.hidden + unit] = 0.0; }
  results[place(0u, row, unit)] = 0.0;
  results[place(1u, row, unit)] = 0.0;
  results[place(1u, row, uniforms.hidden + unit)] = 0.0;
}
`,
};
export const resetBeforeBackward = remember((form: Form) => backwardProgram(backward, form));
