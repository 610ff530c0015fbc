import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Reduction } from '@tidegate/ops';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { sumWidth, workgroupSum } from '../vectors/workgroup-sum.js';
import { lossScale, lossTotals, partialCount, scaleUniforms } from './loss-scale.js';

/** Elements that a workgroup takes, unless there are very many. */
const elementsPerGroup = 8 * sumWidth;

/** A loss of single elements: one dispatch sums losses and weights, another makes the gradient. */
export interface ElementLoss {
  readonly sums: Program;
  readonly gradients: Program;
}

/**
 * @param code WGSL with `fn lossOf(score: f32, truth: f32) -> f32` and `fn slopeOf(score: f32, truth: f32) -> f32`; `uniforms.smoothing` is
 *   the share of each target that becomes one half
 */
export function elementLoss(name: string, code: string): ElementLoss {
  const inputs = { scores: 'f32', targets: 'f32', weights: 'f32' } as const;
  const uniforms = { size: 'u32', weighted: 'u32', smoothing: 'f32' } as const;
  const shared = /* wgsl */ `
${code}
fn targetOf(index: u32) -> f32 {
  return (1.0 - uniforms.smoothing) * targets[index] + 0.5 * uniforms.smoothing;
}

fn weightOf(index: u32) -> f32 {
  if (uniforms.weighted == 0u) {
    return 1.0;
  }
  return weights[index];
}
`;
  const sums: Program = {
    name,
    key: `${name} sums`,
    bindings: { ...inputs, partials: 'writes f32' },
    uniforms,
    code: () => /* wgsl */ `
${workgroupSum}
${shared}
@compute @workgroup_size(${sumWidth})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  var sums = vec2f();
  for (var index = group.x * ${sumWidth}u + lane; index < uniforms.size; index += groups.x * ${sumWidth}u) {
    let weight = weightOf(index);
    sums += vec2f(weight * lossOf(scores[index], targetOf(index)), weight);
  }
  sums = workgroupSum(sums, lane);
  if (lane == 0u) {
    partials[2u * group.x] = sums.x;
    partials[2u * group.x + 1u] = sums.y;
  }
}
`,
  };
  const gradients: Program = {
    name,
    key: `${name} gradients`,
    bindings: { ...inputs, partials: 'f32', loss: 'writes f32', gradient: 'writes f32' },
    uniforms: { ...uniforms, ...scaleUniforms },
    code: () => /* wgsl */ `
${lossTotals}
${shared}
@compute @workgroup_size(${sumWidth})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let totals = lossTotals(lane);
  if (group.x == 0u && lane == 0u) {
    loss[0] = totals.loss;
  }
  for (var index = group.x * ${sumWidth}u + lane; index < uniforms.size; index += groups.x * ${sumWidth}u) {
    gradient[index] = totals.scale * weightOf(index) * slopeOf(scores[index], targetOf(index));
  }
}
`,
  };
  return { sums, gradients };
}

export interface ElementLossCall {
  readonly scores: TensorInfo;
  readonly targets: TensorInfo;
  readonly weights: TensorInfo | undefined;
  readonly reduction: Reduction;
  readonly smoothing: number;
}

/** The loss, `[]`, and its gradient with respect to the scores. */
export function runElementLoss(
  webgpu: WebgpuTensors,
  { sums, gradients }: ElementLoss,
  { scores, targets, weights, reduction, smoothing }: ElementLossCall,
): TensorInfo[] {
  const size = util.sizeFromShape(scores.shape);
  const count = partialCount(size, elementsPerGroup);
  const partials = webgpu.makeTensor([2 * count]);
  const given = { scores, targets, weights: weights ?? scores, partials };
  const uniforms = { size, weighted: Number(weights !== undefined), smoothing };
  webgpu.run(sums, given, uniforms, [count]);
  const [loss, gradient] = [webgpu.makeTensor([]), webgpu.makeTensor(scores.shape)];
  const scale = lossScale(reduction, size, weights);
  webgpu.run(gradients, { ...given, loss, gradient }, { ...uniforms, ...scale, partialCount: count }, [count]);
  webgpu.disposeData(partials.dataId);
  return [loss, gradient];
}
