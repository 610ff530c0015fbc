import type { TensorInfo } from '@tensorflow/tfjs-core';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import type { SequenceSizes } from './sizes.js';
import { stepHelpers } from './steps.js';

const program: Program = {
  name: 'PreviousStates',
  key: 'PreviousStates',
  bindings: { outputs: 'f32', initialH: 'f32', lengths: 'i32', result: 'writes f32' },
  uniforms: { time: 'u32', hidden: 'u32', size: 'u32', reverse: 'u32', hasLengths: 'u32', hasInitial: 'u32' },
  code: () => `
${stepHelpers}
${eachElement(`
  let row = place / uniforms.hidden;
  let unit = place % uniforms.hidden;
  let sequence = row / uniforms.time;
  let step = row % uniforms.time;
  let length = lengthOf(sequence);
  var state = 0.0;
  if (step < length) {
    if (!isFirstStep(step, length)) {
      state = outputs[rowBefore(row) * uniforms.hidden + unit];
    } else if (uniforms.hasInitial == 1u) {
      state = initialH[sequence * uniforms.hidden + unit];
    }
  }
  result[place] = state;
`)}
`,
};

export interface VisitedOutputs {
  /** `[batch, time, hidden]` */
  readonly outputs: TensorInfo;
  readonly initialH: TensorInfo | undefined;
  readonly lengths: TensorInfo | undefined;
  readonly reverse: boolean;
}

/** The state that each step started from, zero at padded steps: `[batch, time, hidden]`, for the caller to free. */
export function previousStates(
  webgpu: WebgpuTensors,
  { outputs, initialH, lengths, reverse }: VisitedOutputs,
  sizes: SequenceSizes,
): TensorInfo {
  const { batch, time, hidden } = sizes;
  const size = batch * time * hidden;
  const result = webgpu.makeTensor([batch, time, hidden]);
  webgpu.run(
    program,
    { outputs, initialH: initialH ?? outputs, lengths: lengths ?? outputs, result },
    { time, hidden, size, reverse: Number(reverse), hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined) },
    groupsOfElements(size),
  );
  return result;
}
