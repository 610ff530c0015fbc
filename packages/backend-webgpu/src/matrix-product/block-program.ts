import type { Program } from '../program/program.js';
import { remember } from '../program/remember.js';
import { keyOf, type ProductKind, signature } from './signature.js';

/** Rows and columns that one invocation sums. */
export const block = { rows: 8, columns: 4 } as const;
/** Few, so that a small product still occupies all cores. */
export const invocationsPerGroup = 16;

const rows = Array.from({ length: block.rows }, (_, index) => index);
const columns = Array.from({ length: block.columns }, (_, index) => index);
const lines = <Item>(items: readonly Item[], line: (item: Item) => string): string => items.map(line).join('\n');

/**
 * `output[rows, columns] = left right + bias`, block by block, each by an invocation of its own. Where a processor runs the program, reading
 * a number costs several multiplications wherever it lies: so a block reads each number for as many products as its registers hold.
 */
export const blockProgram = remember(
  (transposeLeft: boolean, transposeRight: boolean, sums: boolean): Program => ({
    ...signature,
    key: keyOf('blocks', { transposeLeft, transposeRight, sums }),
    code: () => codeOf({ transposeLeft, transposeRight, sums }),
  }),
);

function codeOf({ transposeLeft, transposeRight, sums }: ProductKind): string {
  return `
@compute @workgroup_size(${invocationsPerGroup})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let at = groupIndex(group, groups) * ${invocationsPerGroup}u + local;
  if (at >= uniforms.count) { return; }
  let row = at / uniforms.across * ${block.rows}u;
  let column = at % uniforms.across * ${block.columns}u;
  let inner = uniforms.inner;
  let leftStep = ${transposeLeft ? 'uniforms.leftStride' : '1u'};
  let rightStep = ${transposeRight ? '1u' : 'uniforms.rightStride'};
${lines(rows, (r) => `  var leftAt${r} = uniforms.leftStart + min(row + ${r}u, uniforms.lastRow)${transposeLeft ? '' : ' * uniforms.leftStride'};`)}
${lines(columns, (c) => `  var rightAt${c} = uniforms.rightStart + min(column + ${c}u, uniforms.lastColumn)${transposeRight ? ' * uniforms.rightStride' : ''};`)}
${lines(columns, (c) => `  var bias${c} = 0.0;\n  if (uniforms.hasBias == 1u) { bias${c} = bias[min(column + ${c}u, uniforms.lastColumn)]; }`)}
${lines(rows, (r) => lines(columns, (c) => `  var sum${r}_${c} = 0.0;`))}
${sums ? lines(columns, (c) => `  var columnSum${c} = 0.0;`) : ''}
  for (var k = 0u; k < inner; k++) {
${lines(columns, (c) => `    let right${c} = right[rightAt${c}];\n    rightAt${c} += rightStep;`)}
${lines(rows, (r) => `    let left${r} = left[leftAt${r}];\n    leftAt${r} += leftStep;`)}
${lines(rows, (r) => lines(columns, (c) => `    sum${r}_${c} += left${r} * right${c};`))}
${sums ? lines(columns, (c) => `    columnSum${c} += right${c};`) : ''}
  }
  let isInside = vec4<bool>(${columns.map((c) => `column + ${c}u < uniforms.columns`).join(', ')});
${lines(rows, (r) => `  if (row + ${r}u < uniforms.rows) {\n    let start = uniforms.productStart + (row + ${r}u) * uniforms.columns + column;\n${writes((c) => `sum${r}_${c} + bias${c}`)}\n  }`)}
${sums ? `  if (row == 0u) {\n    let start = uniforms.sumsStart + column;\n${writes((c) => `columnSum${c}`)}\n  }` : ''}
}`;
}

const writes = (value: (column: number) => string): string =>
  lines(columns, (c) => `    if (isInside[${c}]) { output[start + ${c}u] = ${value(c)}; }`);
