import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** What a padded step's gates hold is not read. */
const program: Program = {
  name: 'OfferedStates',
  key: 'OfferedStates',
  bindings: { previous: 'f32', gates: 'f32', result: 'writes f32' },
  uniforms: { hidden: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  let state = previous[place];
  var share = 0.0;
  if (state != 0.0) { share = gates[place / uniforms.hidden * 4u * uniforms.hidden + place % uniforms.hidden]; }
  result[place] = state * share;
`)}
`,
};

/** The part of each previous state that the reset gate lets through: `[batch, time, hidden]`, for the caller to free. */
export function offeredStates(webgpu: WebgpuTensors, previous: TensorInfo, gates: TensorInfo): TensorInfo {
  const [batch, time, hidden] = previous.shape as [number, number, number];
  const size = batch * time * hidden;
  const result = webgpu.makeTensor(previous.shape);
  webgpu.run(program, { previous, gates, result }, { hidden, size }, groupsOfElements(size));
  return result;
}
