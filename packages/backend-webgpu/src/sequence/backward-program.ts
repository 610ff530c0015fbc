import type { BindingType, Program } from '../program/program.js';
import { type Form, formKey } from './division.js';
import { forEachSum, forEachUnit, membership, recurrentSums } from './recurrent-sums.js';
import { recurrenceUniforms, stepHelpers } from './steps.js';

/** One exchange among the units of a sequence within a step. */
export interface Exchange {
  /** Columns of a unit that it hands to the others. */
  readonly gates: number;
  /** The first of the blocks of columns of the recurrent kernel that these go back through. */
  readonly firstGate: number;
}

export interface BackwardCell {
  readonly name: string;
  readonly variant?: string;
  /** Blocks of columns in the recurrent kernel. */
  readonly gates: number;
  /** Beside `backwardKernel`, the recurrent kernel, transposed for a GPU; `lengths`; `outputsGradient`, `hGradient`; and `results`, whose parts are the cell's. */
  readonly bindings: Readonly<Record<string, BindingType>>;
  readonly uniforms?: Program['uniforms'];
  /** Where the numbers of an exchange lie in `results`, in the order of the exchanges: WGSL for the place of block `gate` of `row`, `unit`. */
  readonly exchanges: readonly Exchange[];
  /**
   * `fn begin(sequence: u32, unit: u32)`: prepares what the cell carries beside the gradient of `h`.
   *
   * `fn place(exchange: u32, row: u32, column: u32) -> u32`: where a number that is handed over lies in `results`.
   *
   * `fn enter(sequence, row, unit, arriving: f32, isFirst: bool) -> f32`: from the gradient of the state after the step, writes what the first
   * exchange hands over, and returns what goes straight to the state before.
   *
   * `fn continueStep(sequence, row, unit, straight: f32, sum: f32, isFirst) -> f32`: with the sum of the first exchange, of two, writes what
   * the second hands over, and returns what goes straight to the state before. Only where there are two.
   *
   * `fn skip(row: u32, unit: u32)`: writes the zeros of padding.
   */
  readonly code: string;
}

const bindings = {
  backwardKernel: 'f32',
  lengths: 'i32',
  outputsGradient: 'f32',
  hGradient: 'f32',
  results: 'writes f32',
} as const satisfies Program['bindings'];
const uniforms = {
  ...recurrenceUniforms,
  hasOutputsGradient: 'u32',
  hasHGradient: 'u32',
  initialHGradient: 'u32',
} as const satisfies Program['uniforms'];

/**
 * Back through time in one dispatch: each workgroup takes some sequences through all steps. What the units of a sequence hand to each other
 * goes through the workgroup's memory, or through `results` where the form has none.
 */
export function backwardProgram(cell: BackwardCell, form: Form): Program {
  const inWorkgroup = form.memory > 0;
  const widest = Math.max(...cell.exchanges.map(({ gates }) => gates));
  const barrier = inWorkgroup ? 'workgroupBarrier();' : 'storageBarrier();\n    workgroupBarrier();';
  const handOver = (exchange: number): string => {
    if (!inWorkgroup) return '';
    return `for (var gate = 0u; gate < ${(cell.exchanges[exchange] as Exchange).gates}u; gate++) {
  handed[((own + row) * ${widest}u + gate) * hidden + unit] = results[place(${exchange}u, at, gate * hidden + unit)];
}`;
  };
  const sums = (exchange: number): string => {
    const { gates, firstGate } = cell.exchanges[exchange] as Exchange;
    const starts = Array.from({ length: form.rows }, (_, row) =>
      inWorkgroup
        ? `let start${row} = (own + ${row}u) * ${widest}u * hidden;`
        : `let start${row} = place(${exchange}u, rowAt(min(first + ${row}u, uniforms.batch - 1u), step), 0u);`,
    );
    return `
${starts.join('\n')}
${recurrentSums({
  form,
  type: 'f32',
  count: `${gates}u * hidden`,
  weight: (unit) => `weightAt(${firstGate}u * hidden + k, ${unit})`,
  value: (row) => `${inWorkgroup ? 'handed' : 'results'}[start${row} + k]`,
})}`;
  };
  const overUnits = (body: string): string => `for (var base = lane; base < hidden; base += ${form.units}u * uniforms.lanes) {
      ${body}
    }`;
  const collect = (exchange: number, received: string): string =>
    overUnits(`${sums(exchange)}
      ${forEachSum(
        form,
        `let sequence = first + row;
if (isLive(sequence, step)) {
  let at = rowAt(sequence, step);
  let carried = uniforms.initialHGradient + sequence * hidden + unit;
  ${received}
}`,
      )}`);
  const addToCarried = 'results[carried] += sum;';
  const twice = (): string => `
    ${collect(0, 'results[carried] = continueStep(sequence, at, unit, results[carried], sum, isFirstStep(step, lengthOf(sequence)));')}
    ${barrier}
    ${inWorkgroup ? `${forEachUnit(form, `if (isLive(first + row, step)) {\nlet at = rowAt(first + row, step);\n${handOver(1)}\n}`)}\n    ${barrier}` : ''}
    ${collect(1, addToCarried)}`;
  return {
    name: cell.name,
    key: `${cell.name} ${cell.variant ?? ''} ${formKey(form)}`,
    bindings: { ...bindings, ...cell.bindings },
    uniforms: { ...uniforms, ...cell.uniforms },
    code: () => `
${inWorkgroup ? `var<workgroup> handed: array<f32, ${form.memory}>;` : ''}
${stepHelpers}
${cell.code}
fn weightAt(column: u32, unit: u32) -> f32 {
  return backwardKernel[${form.runsOn === 'gpu' ? 'column * uniforms.hidden + unit' : `unit * ${cell.gates}u * uniforms.hidden + column`}];
}
fn arrivingAt(row: u32, unit: u32) -> f32 {
  if (uniforms.hasOutputsGradient == 0u) { return 0.0; }
  return outputsGradient[row * uniforms.hidden + unit];
}
fn rowAt(sequence: u32, step: u32) -> u32 { return sequence * uniforms.time + step; }
fn isLive(sequence: u32, step: u32) -> bool {
  if (sequence >= uniforms.batch) { return false; }
  return step < lengthOf(sequence);
}
@compute @workgroup_size(${form.size})
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  ${membership(form)}
  ${forEachUnit(form, 'prepare(first + row, unit);')}
  for (var count = uniforms.time; count > 0u; count--) {
    let step = stepAt(count - 1u);
    ${forEachUnit(
      form,
      `let sequence = first + row;
let at = rowAt(sequence, step);
if (isLive(sequence, step)) {
  let carried = uniforms.initialHGradient + sequence * hidden + unit;
  results[carried] = enter(sequence, at, unit, results[carried] + arrivingAt(at, unit), isFirstStep(step, lengthOf(sequence)));
  ${handOver(0)}
} else if (sequence < uniforms.batch) {
  skip(at, unit);
}`,
    )}
    ${barrier}
    ${cell.exchanges.length === 1 ? collect(0, addToCarried) : twice()}
    ${barrier}
  }
}
fn prepare(sequence: u32, unit: u32) {
  if (sequence >= uniforms.batch) { return; }
  let place = sequence * uniforms.hidden + unit;
  var gradient = 0.0;
  if (uniforms.hasHGradient == 1u) { gradient = hGradient[place]; }
  results[uniforms.initialHGradient + place] = gradient;
  begin(sequence, unit);
}
`,
  };
}
