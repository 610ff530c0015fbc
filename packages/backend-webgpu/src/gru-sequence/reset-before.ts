import { GruSequence, GruSequenceGradient } from '@tidegate/ops';
import type { Program } from '../program/program.js';
import { activations } from '../sequence/activations.js';
import { type BackwardCell, backwardProgram } from '../sequence/backward-program.js';
import { stepHelpers } from '../sequence/forward-program.js';
import { remember } from '../sequence/remember.js';
import { invocations, unrolled, workgroupFloats } from '../sequence/sizes.js';
import { gruInputs, gruPrevious } from './shared-code.js';

/**
 * The candidate's product needs what the reset gates of all units let through, so that a step has two halves, with a barrier after each.
 *
 * @param rows sequences of each team
 */
export const resetBeforeForward = remember(
  (rows: number): Program => ({
    name: GruSequence,
    key: `${GruSequence} reset before ${rows}`,
    bindings: {
      ...{ projected: 'f32', recurrentKernel: 'f32', lengths: 'i32', initialH: 'f32', bias: 'f32', recurrentBias: 'f32' },
      ...{ results: 'writes f32', cache: 'writes f32' },
    },
    uniforms: {
      ...{ batch: 'u32', time: 'u32', hidden: 'u32', reverse: 'u32', hasLengths: 'u32', hasInitial: 'u32', lanes: 'u32', finalH: 'u32' },
      ...{ hasBias: 'u32', hasRecurrentBias: 'u32' },
    },
    code: () => `
var<workgroup> state: array<f32, ${workgroupFloats / 2}>;
var<workgroup> offered: array<f32, ${workgroupFloats / 2}>;
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
@compute @workgroup_size(${invocations})
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let hidden = uniforms.hidden;
  let lane = invocation % uniforms.lanes;
  let team = invocation / uniforms.lanes;
  let first = (groupIndex(group, groups) * (${invocations}u / uniforms.lanes) + team) * ${rows}u;
  let own = team * ${rows}u * hidden;
  for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(
  rows,
  (row) => `    if (first + ${row}u < uniforms.batch && uniforms.hasInitial == 1u) {
      state[own + ${row}u * hidden + unit] = initialH[(first + ${row}u) * hidden + unit];
    } else {
      state[own + ${row}u * hidden + unit] = 0.0;
    }`,
)}
  }
  workgroupBarrier();
  for (var count = 0u; count < uniforms.time; count++) {
    let step = stepAt(count);
${unrolled(rows, (row) => `    let row${row} = (first + ${row}u) * uniforms.time + step;\n    let real${row} = isReal(first + ${row}u, step);`)}
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(rows, (row) => `      var sums${row} = vec2f();`)}
      for (var source = 0u; source < hidden; source++) {
        let start = source * 3u * hidden + unit;
        let weights = vec2f(recurrentKernel[start], recurrentKernel[start + hidden]);
${unrolled(rows, (row) => `        sums${row} += weights * state[own + ${row}u * hidden + source];`)}
      }
${unrolled(rows, (row) => `      if (real${row}) { offered[own + ${row}u * hidden + unit] = offer(row${row}, unit, sums${row}, state[own + ${row}u * hidden + unit]); }`)}
    }
    workgroupBarrier();
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(rows, (row) => `      var sum${row} = 0.0;`)}
      for (var source = 0u; source < hidden; source++) {
        let weight = recurrentKernel[(source * 3u + 2u) * hidden + unit];
${unrolled(rows, (row) => `        sum${row} += weight * offered[own + ${row}u * hidden + source];`)}
      }
${unrolled(
  rows,
  (row) => `      if (real${row}) {
        let h = advance(row${row}, unit, sum${row}, state[own + ${row}u * hidden + unit]);
        state[own + ${row}u * hidden + unit] = h;
        results[row${row} * hidden + unit] = h;
      } else if (first + ${row}u < uniforms.batch) {
        results[row${row} * hidden + unit] = 0.0;
      }`,
)}
    }
    workgroupBarrier();
  }
  for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(
  rows,
  (row) =>
    `    if (first + ${row}u < uniforms.batch) { results[uniforms.finalH + (first + ${row}u) * hidden + unit] = state[own + ${row}u * hidden + unit]; }`,
)}
  }
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
export const resetBeforeBackward = remember((rows: number, inWorkgroup: boolean) => backwardProgram(backward, rows, inWorkgroup));
