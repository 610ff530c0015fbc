import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const program: Program = {
  name: 'Transposed',
  key: 'Transposed',
  bindings: { matrix: 'f32', result: 'writes f32' },
  uniforms: { rows: 'u32', columns: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  result[place] = matrix[place % uniforms.rows * uniforms.columns + place / uniforms.rows];
`)}
`,
};

/** `[rows, columns]` as `[columns, rows]`; for the caller to free. */
export function transposed(webgpu: WebgpuTensors, matrix: TensorInfo): TensorInfo {
  const [rows, columns] = matrix.shape as [number, number];
  const result = webgpu.makeTensor([columns, rows]);
  const size = rows * columns;
  webgpu.run(program, { matrix, result }, { rows, columns, size }, groupsOfElements(size));
  return result;
}
