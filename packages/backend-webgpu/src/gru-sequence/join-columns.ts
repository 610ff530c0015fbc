import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

const program: Program = {
  name: 'JoinColumns',
  key: 'JoinColumns',
  bindings: { left: 'f32', right: 'f32', result: 'writes f32' },
  uniforms: { leftColumns: 'u32', rightColumns: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  let columns = uniforms.leftColumns + uniforms.rightColumns;
  let row = place / columns;
  let column = place % columns;
  if (column < uniforms.leftColumns) {
    result[place] = left[row * uniforms.leftColumns + column];
  } else {
    result[place] = right[row * uniforms.rightColumns + column - uniforms.leftColumns];
  }
`)}
`,
};

/** Two matrices of as many rows, or two vectors, side by side. */
export function joinColumns(webgpu: WebgpuTensors, left: TensorInfo, right: TensorInfo): TensorInfo {
  const [leftColumns, rightColumns] = [left.shape.at(-1) as number, right.shape.at(-1) as number];
  const result = webgpu.makeTensor([...left.shape.slice(0, -1), leftColumns + rightColumns]);
  const size = (left.shape.length === 1 ? 1 : (left.shape[0] as number)) * (leftColumns + rightColumns);
  webgpu.run(program, { left, right, result }, { leftColumns, rightColumns, size }, groupsOfElements(size));
  return result;
}
