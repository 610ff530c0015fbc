import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** A square of the matrix goes through the workgroup's memory, so that both its rows and its columns are read side by side. */
const program: Program = {
  name: 'Transposed',
  key: 'Transposed',
  bindings: { matrix: 'f32', result: 'writes f32' },
  uniforms: { rows: 'u32', columns: 'u32' },
  code: () => `
var<workgroup> square: array<f32, 272>;
@compute @workgroup_size(16, 16)
fn main(@builtin(local_invocation_id) at: vec3u, @builtin(workgroup_id) group: vec3u) {
  let row = group.y * 16u + at.y;
  let column = group.x * 16u + at.x;
  if (row < uniforms.rows && column < uniforms.columns) { square[at.y * 17u + at.x] = matrix[row * uniforms.columns + column]; }
  workgroupBarrier();
  let newRow = group.x * 16u + at.y;
  let newColumn = group.y * 16u + at.x;
  if (newRow < uniforms.columns && newColumn < uniforms.rows) { result[newRow * uniforms.rows + newColumn] = square[at.x * 17u + at.y]; }
}
`,
};

/** `[rows, columns]` as `[columns, rows]`; for the caller to free. */
export function transposed(webgpu: WebgpuTensors, matrix: TensorInfo): TensorInfo {
  const [rows, columns] = matrix.shape as [number, number];
  const result = webgpu.makeTensor([columns, rows]);
  webgpu.run(program, { matrix, result }, { rows, columns }, [Math.ceil(columns / 16), Math.ceil(rows / 16)]);
  return result;
}
