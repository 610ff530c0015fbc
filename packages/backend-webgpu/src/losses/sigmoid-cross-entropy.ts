import { type CrossEntropyAttributes, SigmoidCrossEntropy, type SigmoidCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { elementLoss, runElementLoss } from './element-loss.js';
import { log1p } from './log1p.js';

const sigmoidCrossEntropy = elementLoss(
  SigmoidCrossEntropy,
  /* wgsl */ `
${log1p}
fn lossOf(logit: f32, truth: f32) -> f32 {
  return max(logit, 0.0) - truth * logit + log1p(exp(-abs(logit)));
}

fn slopeOf(logit: f32, truth: f32) -> f32 {
  let small = exp(-abs(logit));
  let sigmoid = select(small, 1.0, logit >= 0.0) / (1.0 + small);
  return sigmoid - truth;
}
`,
);

/** The cross-entropy of all logits, and its gradient. */
export const sigmoidCrossEntropyKernel = defineKernel<SigmoidCrossEntropyInputs, CrossEntropyAttributes>(
  SigmoidCrossEntropy,
  ({ inputs: { logits, targets, weights }, attributes: { reduction, labelSmoothing }, webgpu }) =>
    runElementLoss(webgpu, sigmoidCrossEntropy, { scores: logits, targets, weights, reduction, smoothing: labelSmoothing }),
);
