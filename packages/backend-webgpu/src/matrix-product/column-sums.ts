import type { TensorInfo } from '@tensorflow/tfjs-core';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** Sixteen columns of a workgroup, each summed by sixteen invocations, whose sums are then added up in one order. */
const program: Program = {
  name: 'ColumnSums',
  key: 'ColumnSums',
  bindings: { matrix: 'f32', result: 'writes f32' },
  uniforms: { rows: 'u32', columns: 'u32' },
  code: () => `
var<workgroup> sums: array<f32, 256>;
@compute @workgroup_size(16, 16)
fn main(@builtin(local_invocation_id) at: vec3u, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let column = groupIndex(group, groups) * 16u + at.x;
  var sum = 0.0;
  if (column < uniforms.columns) {
    for (var row = at.y; row < uniforms.rows; row += 16u) { sum += matrix[row * uniforms.columns + column]; }
  }
  sums[at.y * 16u + at.x] = sum;
  workgroupBarrier();
  if (at.y > 0u || column >= uniforms.columns) { return; }
  var total = 0.0;
  for (var part = 0u; part < 16u; part++) { total += sums[part * 16u + at.x]; }
  result[column] = total;
}
`,
};

/** The sums over all axes but the last: `[columns]`. */
export function columnSums(webgpu: WebgpuTensors, matrix: TensorInfo): TensorInfo {
  const columns = matrix.shape.at(-1) as number;
  const rows = matrix.shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const result = webgpu.makeTensor([columns]);
  webgpu.run(program, { matrix, result }, { rows, columns }, lineOf(Math.ceil(columns / 16)));
  return result;
}
