import type { BindingType, Program } from '../program/program.js';
import { stepHelpers } from './forward-program.js';
import { invocations, unrolled, workgroupFloats } from './sizes.js';

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
  /** Beside `backwardKernel`, the recurrent kernel transposed; `lengths`; `outputsGradient`, `hGradient`; and `results`, whose parts are the cell's. */
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
  batch: 'u32',
  time: 'u32',
  hidden: 'u32',
  reverse: 'u32',
  hasLengths: 'u32',
  hasInitial: 'u32',
  lanes: 'u32',
  hasOutputsGradient: 'u32',
  hasHGradient: 'u32',
  initialHGradient: 'u32',
} as const satisfies Program['uniforms'];

/**
 * Back through time in one dispatch: each workgroup takes some sequences through all steps. What the units of a sequence hand to each other
 * goes through the workgroup's memory where it fits, and through `results` where it does not.
 *
 * @param rows sequences of each team
 */
export function backwardProgram(cell: BackwardCell, rows: number, inWorkgroup: boolean): Program {
  const widest = Math.max(...cell.exchanges.map(({ gates }) => gates));
  const handOver = (row: number, exchange: number): string =>
    inWorkgroup
      ? unrolled(
          (cell.exchanges[exchange] as Exchange).gates,
          (gate) =>
            `        if (live${row}) { shared_[(local + ${row}u) * ${widest}u * hidden + ${gate}u * hidden + unit] = results[place(${exchange}u, row${row}, ${gate}u * hidden + unit)]; }`,
        )
      : '';
  const collect = (exchange: number): string => {
    const { gates, firstGate } = cell.exchanges[exchange] as Exchange;
    return `
${unrolled(rows, (row) => `      var sum${row} = 0.0;`)}
      for (var column = 0u; column < ${gates}u * hidden; column++) {
        let weight = backwardKernel[(${firstGate}u * hidden + column) * hidden + unit];
${unrolled(rows, (row) => `        sum${row} += weight * ${inWorkgroup ? `shared_[(local + ${row}u) * ${widest}u * hidden + column]` : `results[place(${exchange}u, row${row}, column)]`};`)}
      }`;
  };
  const rowsAt = unrolled(
    rows,
    (row) => `    let sequence${row} = first + ${row}u;
    let length${row} = select(0u, lengthOf(min(sequence${row}, uniforms.batch - 1u)), sequence${row} < uniforms.batch);
    let live${row} = step < length${row};
    let row${row} = min(sequence${row}, uniforms.batch - 1u) * uniforms.time + step;`,
  );
  const barrier = inWorkgroup ? '    workgroupBarrier();' : '    storageBarrier();\n    workgroupBarrier();';
  const carried = (row: number): string => `results[uniforms.initialHGradient + sequence${row} * hidden + unit]`;
  const second =
    cell.exchanges.length === 1
      ? unrolled(rows, (row) => `      if (live${row}) { ${carried(row)} += sum${row}; }`)
      : `
${unrolled(rows, (row) => `      if (live${row}) { ${carried(row)} = continueStep(sequence${row}, row${row}, unit, ${carried(row)}, sum${row}, isFirstStep(step, length${row})); }`)}
    }
${barrier}
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(rows, (row) => handOver(row, 1))}
    }
${barrier}
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${collect(1)}
${unrolled(rows, (row) => `      if (live${row}) { ${carried(row)} += sum${row}; }`)}`;
  return {
    name: cell.name,
    key: `${cell.name} ${cell.variant ?? ''} ${rows} ${inWorkgroup}`,
    bindings: { ...bindings, ...cell.bindings },
    uniforms: { ...uniforms, ...cell.uniforms },
    code: () => `
${inWorkgroup ? `var<workgroup> shared_: array<f32, ${workgroupFloats}>;` : ''}
${stepHelpers}
${cell.code}
fn arrivingAt(row: u32, unit: u32) -> f32 {
  if (uniforms.hasOutputsGradient == 0u) { return 0.0; }
  return outputsGradient[row * uniforms.hidden + unit];
}
@compute @workgroup_size(${invocations})
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let hidden = uniforms.hidden;
  let lane = invocation % uniforms.lanes;
  let local = invocation / uniforms.lanes * ${rows}u;
  let first = groupIndex(group, groups) * (${invocations}u / uniforms.lanes * ${rows}u) + local;
  for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(rows, (row) => `    prepare(first + ${row}u, unit);`)}
  }
  for (var count = uniforms.time; count > 0u; count--) {
    let step = stepAt(count - 1u);
${rowsAt}
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${unrolled(
  rows,
  (row) => `      if (live${row}) {
        ${carried(row)} = enter(sequence${row}, row${row}, unit, ${carried(row)} + arrivingAt(row${row}, unit), isFirstStep(step, length${row}));
      } else if (sequence${row} < uniforms.batch) { skip(row${row}, unit); }
${handOver(row, 0)}`,
)}
    }
${barrier}
    for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
${collect(0)}
${second}
    }
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
