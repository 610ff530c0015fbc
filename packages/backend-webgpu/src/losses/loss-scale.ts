import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Reduction } from '@tidegate/ops';
import type { UniformType } from '../program/program.js';
import { sumWidth, workgroupSum } from '../vectors/workgroup-sum.js';

/** Workgroups of the first dispatch of a loss at most: each of those of the second adds what all of them have summed. */
const mostPartials = 1024;

/** The uniforms that say what the weighted sum of the losses is multiplied by. */
export const scaleUniforms: Readonly<Record<string, UniformType>> = { partialCount: 'u32', dividesByWeights: 'u32', scale: 'f32' };

/**
 * The first dispatch of a loss sums losses and weights in some workgroups; the second needs the total of both, and makes the gradient.
 *
 * @param elements whose losses are summed
 * @param perGroup of them a workgroup takes at a time
 */
export function partialCount(elements: number, perGroup: number): number {
  return Math.min(mostPartials, Math.max(1, Math.ceil(elements / perGroup)));
}

/** @param weights if the mean is to be divided by what the first dispatch has summed of them */
export function lossScale(
  reduction: Reduction,
  elements: number,
  weights: TensorInfo | undefined,
): { readonly dividesByWeights: number; readonly scale: number } {
  if (reduction === 'sum') return { dividesByWeights: 0, scale: 1 };
  return { dividesByWeights: Number(weights !== undefined), scale: elements === 0 ? 0 : 1 / elements };
}

/**
 * WGSL: `lossTotals(lane)` adds up the partial sums, `(losses, weights)` each, and gives the scaled loss and the scale. All invocations must
 * call it.
 */
export const lossTotals = /* wgsl */ `
${workgroupSum}
struct LossTotals {
  loss: f32,
  scale: f32,
}

fn lossTotals(lane: u32) -> LossTotals {
  var sums = vec2f();
  for (var index = lane; index < uniforms.partialCount; index += ${sumWidth}u) {
    sums += vec2f(partials[2u * index], partials[2u * index + 1u]);
  }
  sums = workgroupSum(sums, lane);
  var scale = uniforms.scale;
  if (uniforms.dividesByWeights != 0u) {
    if (sums.y == 0.0) {
      scale = 0.0;
    } else {
      scale = 1.0 / sums.y;
    }
  }
  return LossTotals(scale * sums.x, scale);
}
`;
