import type { TensorInfo } from '@tensorflow/tfjs-core';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const program: Program = {
  name: 'Transposed',
  key: 'Transposed',
  bindings: { matrix: 'f32', result: 'writes f32' },
  uniforms: { rows: 'u32', columns: 'u32' },
  code: () => `
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) invocation: u32, @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let place = groupIndex(group, groups) * 64u + invocation;
  if (place >= uniforms.rows * uniforms.columns) { return; }
  result[place] = matrix[place % uniforms.rows * uniforms.columns + place / uniforms.rows];
}
`,
};

/** `[rows, columns]` as `[columns, rows]`; for the caller to free. */
export function transposed(webgpu: WebgpuTensors, matrix: TensorInfo): TensorInfo {
  const [rows, columns] = matrix.shape as [number, number];
  const result = webgpu.makeTensor([columns, rows]);
  webgpu.run(program, { matrix, result }, { rows, columns }, lineOf(Math.ceil((rows * columns) / 64)));
  return result;
}
