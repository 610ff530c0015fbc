import { util } from '@tensorflow/tfjs-core';
import { decodeGroup, L2Penalty, type L2PenaltyAttributes } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { Program } from '../program/program.js';
import { type SquaredVector, sumSquares } from '../vectors/sum-squares.js';
import { sumWidth, workgroupSum } from '../vectors/workgroup-sum.js';

const total: Program = {
  name: L2Penalty,
  key: L2Penalty,
  bindings: { partials: 'f32', penalty: 'writes f32' },
  uniforms: { count: 'u32' },
  code: () => /* wgsl */ `
${workgroupSum}
@compute @workgroup_size(${sumWidth})
fn main(@builtin(local_invocation_index) lane: u32) {
  var sum = 0.0;
  for (var index = lane; index < uniforms.count; index += ${sumWidth}u) {
    sum += partials[index];
  }
  let all = workgroupSum(vec2f(sum, 0.0), lane);
  if (lane == 0u) {
    penalty[0] = all.x;
  }
}
`,
};

/** Half of the weighted squares: of up to seven parameters in each dispatch, then their sum in one more. */
export const l2PenaltyKernel = defineKernel<Record<string, unknown>, L2PenaltyAttributes>(
  L2Penalty,
  ({ inputs, attributes: { coefficients }, webgpu }) => {
    const vectors = decodeGroup(inputs, 'parameter').flatMap((given, index): SquaredVector[] => {
      const coefficient = (coefficients[index] as number) / 2;
      return coefficient === 0 ? [] : [{ given, size: util.sizeFromShape(given.shape), coefficient }];
    });
    const partials = sumSquares(webgpu, vectors, 1);
    const [count] = partials.shape as [number];
    const penalty = webgpu.makeTensor([]);
    webgpu.run(total, { partials, penalty }, { count }, [1]);
    webgpu.disposeData(partials.dataId);
    return penalty;
  },
);
