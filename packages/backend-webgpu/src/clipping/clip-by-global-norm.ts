import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { ClipByGlobalNorm, type ClipByGlobalNormAttributes, decodeGroup } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { Program } from '../program/program.js';
import { groupBySize } from '../tensors/group-by-size.js';
import { sumSquares } from '../vectors/sum-squares.js';
import { sumWidth, workgroupSum } from '../vectors/workgroup-sum.js';

/** Elements are squared as multiples of 1 / unit: gradients of up to 1e24 are clipped, where floats have no squares beyond 1e38. */
const unit = 2 ** -20;
/** Workgroups at most: each of them adds all partial sums. */
const mostGroups = 1024;

const scale: Program = {
  name: ClipByGlobalNorm,
  key: ClipByGlobalNorm,
  bindings: { partials: 'f32', values: 'writes f32' },
  uniforms: { count: 'u32', size: 'u32', limit: 'f32' },
  code: () => /* wgsl */ `
${workgroupSum}
@compute @workgroup_size(${sumWidth})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  var squares = 0.0;
  for (var index = lane; index < uniforms.count; index += ${sumWidth}u) {
    squares += partials[index];
  }
  let all = workgroupSum(vec2f(squares, 0.0), lane).x;
  let isNumber = (bitcast<u32>(all) & 0x7fffffffu) <= 0x7f800000u;
  let norm = sqrt(all) * ${1 / unit};
  if (isNumber && norm <= uniforms.limit) {
    return;
  }
  var factor = all;
  if (isNumber) {
    factor = uniforms.limit / norm;
  }
  for (var index = group.x * ${sumWidth}u + lane; index < uniforms.size; index += groups.x * ${sumWidth}u) {
    values[index] *= factor;
  }
}
`,
};

/**
 * The gradients are copied into one buffer, where one dispatch sums their squares and another scales them: two for any number of gradients,
 * unless they are too many for a buffer.
 */
export const clipByGlobalNormKernel = defineKernel<Record<string, unknown>, ClipByGlobalNormAttributes>(
  ClipByGlobalNorm,
  ({ inputs, attributes: { limit }, webgpu }) => {
    const gradients = decodeGroup(inputs, 'gradient');
    const buffers = groupBySize(webgpu, gradients, ({ shape }) => [shape]).map((group) => {
      const parts = webgpu.makeParts(group.map(({ shape }) => shape));
      // What lies between the parts must not count.
      webgpu.clear(parts.whole);
      webgpu.copy(group.map((from, index) => ({ from, to: parts.infos[index] as TensorInfo })));
      return parts;
    });
    const vectors = buffers.map(({ whole }) => ({ given: whole, size: whole.size / 4, coefficient: 1 }));
    const partials = sumSquares(webgpu, vectors, unit);
    const count = util.sizeFromShape(partials.shape);
    for (const { given, size } of vectors) {
      const groups = Math.min(mostGroups, Math.ceil(size / (4 * sumWidth)));
      webgpu.run(scale, { partials, values: given }, { count, size, limit }, [groups]);
    }
    webgpu.disposeData(partials.dataId);
    return buffers.flatMap(({ infos }) => infos);
  },
);
