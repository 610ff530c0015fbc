import { type LossAttributes, SquaredError, type SquaredErrorInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { elementLoss, runElementLoss } from './element-loss.js';

const squaredError = elementLoss(
  SquaredError,
  /* wgsl */ `
fn lossOf(prediction: f32, truth: f32) -> f32 {
  return (prediction - truth) * (prediction - truth);
}

fn slopeOf(prediction: f32, truth: f32) -> f32 {
  return 2.0 * (prediction - truth);
}
`,
);

/** The squared error of all elements, and its gradient. */
export const squaredErrorKernel = defineKernel<SquaredErrorInputs, LossAttributes>(
  SquaredError,
  ({ inputs: { predictions, targets, weights }, attributes: { reduction }, webgpu }) =>
    runElementLoss(webgpu, squaredError, { scores: predictions, targets, weights, reduction, smoothing: 0 }),
);
