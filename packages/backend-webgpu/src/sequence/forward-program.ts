import type { BindingType, Program } from '../program/program.js';
import { activations } from './activations.js';
import { type Form, formKey } from './division.js';
import { forEachSum, forEachUnit, membership, recurrentSums } from './recurrent-sums.js';
import { recurrenceUniforms, stepHelpers } from './steps.js';

export interface ForwardCell {
  readonly name: string;
  /** Tells it from other variants of the cell. */
  readonly variant?: string;
  /** Blocks of columns in the recurrent kernel. */
  readonly gates: number;
  /** Beside `projected`, `recurrentKernel`, `lengths`, `initialH`, and `results`, in which the outputs come first and `finalH` begins. */
  readonly bindings: Readonly<Record<string, BindingType>>;
  /** Uniforms beside those of all cells. */
  readonly uniforms?: Program['uniforms'];
  /**
   * `fn advance(sequence: u32, row: u32, unit: u32, sums: Sums, previous: f32, isFirst: bool) -> f32`: the new state of a unit from the
   * recurrent products of its gates; writes what the way back needs. `row` counts the steps of all sequences.
   *
   * `fn finish(sequence: u32, unit: u32)`: writes the parts of the final state beside `h`.
   */
  readonly code: string;
}

const bindings = {
  projected: 'f32',
  recurrentKernel: 'f32',
  lengths: 'i32',
  initialH: 'f32',
  results: 'writes f32',
} as const satisfies Program['bindings'];
const uniforms = {
  ...recurrenceUniforms,
  finalH: 'u32',
} as const satisfies Program['uniforms'];

/** A whole recurrence in one dispatch: each workgroup takes some sequences through all steps, their state in its memory, one barrier a step. */
export function forwardProgram(cell: ForwardCell, form: Form): Program {
  const columns = Array.from({ length: cell.gates }, (_, gate) => `recurrentKernel[start + ${gate}u * uniforms.hidden]`);
  const sums = recurrentSums({
    form,
    type: 'Sums',
    count: 'hidden',
    weight: (unit) => `weightsAt(k, ${unit})`,
    value: (row) => `state[before + ${row}u * hidden + k]`,
  });
  return {
    name: cell.name,
    key: `${cell.name} ${cell.variant ?? ''} ${formKey(form)}`,
    bindings: { ...bindings, ...cell.bindings },
    uniforms: { ...uniforms, ...cell.uniforms },
    code: () => `
alias Sums = ${cell.gates === 1 ? 'f32' : `vec${cell.gates}f`};
var<workgroup> state: array<f32, ${form.memory}>;
fn weightsAt(source: u32, unit: u32) -> Sums {
  let start = source * ${cell.gates}u * uniforms.hidden + unit;
  return Sums(${columns.join(', ')});
}
${stepHelpers}
${activations}
${cell.code}
fn visit(sequence: u32, step: u32, unit: u32, sums: Sums, previous: f32) -> f32 {
  if (sequence >= uniforms.batch) { return 0.0; }
  let row = sequence * uniforms.time + step;
  let length = lengthOf(sequence);
  if (step >= length) {
    results[row * uniforms.hidden + unit] = 0.0;
    return previous;
  }
  let h = advance(sequence, row, unit, sums, previous, isFirstStep(step, length));
  results[row * uniforms.hidden + unit] = h;
  return h;
}
@compute @workgroup_size(${form.size})
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  ${membership(form)}
  // The memory holds the state of each sequence before the step, then that after it, in turns.
  let half = teams * ${form.rows}u * hidden;
  ${forEachUnit(form, 'state[(own + row) * hidden + unit] = startOf(first + row, unit);')}
  workgroupBarrier();
  for (var count = 0u; count < uniforms.time; count++) {
    let step = stepAt(count);
    let before = own * hidden + (count & 1u) * half;
    let after = own * hidden + (1u - (count & 1u)) * half;
    for (var base = lane; base < hidden; base += ${form.units}u * uniforms.lanes) {
      ${sums}
      ${forEachSum(form, 'let place = row * hidden + unit;\nstate[after + place] = visit(first + row, step, unit, sum, state[before + place]);')}
    }
    workgroupBarrier();
  }
  let last = own * hidden + (uniforms.time & 1u) * half;
  ${forEachUnit(form, 'conclude(first + row, unit, state[last + row * hidden + unit]);')}
}
fn startOf(sequence: u32, unit: u32) -> f32 {
  if (uniforms.hasInitial == 0u || sequence >= uniforms.batch) { return 0.0; }
  return initialH[sequence * uniforms.hidden + unit];
}
fn conclude(sequence: u32, unit: u32, h: f32) {
  if (sequence >= uniforms.batch) { return; }
  results[uniforms.finalH + sequence * uniforms.hidden + unit] = h;
  finish(sequence, unit);
}
`,
  };
}
