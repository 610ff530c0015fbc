import type { Form } from './division.js';

export interface RecurrentSums {
  readonly form: Form;
  /** The WGSL type of a sum. */
  readonly type: string;
  /** WGSL for how many terms there are. */
  readonly count: string;
  /** WGSL for the weight of term `k` in the sum of `unit`. */
  readonly weight: (unit: string) => string;
  /** WGSL for what is weighted: term `k` of a row of the team. */
  readonly value: (row: number) => string;
}

/**
 * WGSL that sums products for some rows and units at once, in registers, and puts them into `sums`: that of unit `base + u * uniforms.lanes`
 * and row `r` is `sums[u * rows + r]`. `forEachSum` goes through them.
 */
export function recurrentSums({ form: { rows, units }, type, count, weight, value }: RecurrentSums): string {
  const rowIndices = indices(rows);
  const unitIndices = indices(units);
  const sums = unitIndices.flatMap((unit) => rowIndices.map((row) => ({ unit, row, name: `sum${unit}_${row}` })));
  return `
${join(unitIndices, (unit) => `let unit${unit} = min(base + ${unit}u * uniforms.lanes, hidden - 1u);`)}
${join(sums, ({ name }) => `var ${name} = ${type}();`)}
for (var k = 0u; k < ${count}; k++) {
${join(unitIndices, (unit) => `let weight${unit} = ${weight(`unit${unit}`)};`)}
${join(rowIndices, (row) => `let value${row} = ${value(row)};`)}
${join(sums, ({ name, unit, row }) => `${name} += weight${unit} * value${row};`)}
}
var sums = array<${type}, ${rows * units}>(${sums.map(({ name }) => name).join(', ')});`;
}

/** WGSL that runs `body` for each sum of which there is a unit, as `sum`, with `unit` and `row`, the number of the row in its team. */
export function forEachSum({ rows, units }: Form, body: string): string {
  return `
for (var index = 0u; index < ${rows * units}u; index++) {
let unit = base + index / ${rows}u * uniforms.lanes;
let row = index % ${rows}u;
if (unit < hidden) {
let sum = sums[index];
${body}
}
}`;
}

/** WGSL that runs `body` for each unit of this invocation and each row of its team. */
export function forEachUnit({ rows }: Form, body: string): string {
  return `
for (var unit = lane; unit < hidden; unit += uniforms.lanes) {
for (var row = 0u; row < ${rows}u; row++) {
${body}
}
}`;
}

/** WGSL that declares who this invocation is: its `lane`, where the memory of its team begins, in rows, and the team's `first` sequence. */
export function membership({ size, rows }: Form): string {
  return `
let hidden = uniforms.hidden;
let teams = ${size}u / uniforms.lanes;
let team = invocation / uniforms.lanes;
// Where the lanes do not fill the workgroup, those beyond the last team have no unit.
let lane = select(hidden, invocation % uniforms.lanes, team < teams);
let own = min(team, teams - 1u) * ${rows}u;
let first = groupIndex(group, groups) * teams * ${rows}u + own;`;
}

const indices = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function join<Item>(items: readonly Item[], line: (item: Item) => string): string {
  return items.map(line).join('\n');
}
