import { util } from '@tensorflow/tfjs-core';
import { type CrossEntropyAttributes, SigmoidCrossEntropy, type SigmoidCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

/** The cross-entropy of all logits, and its gradient. */
export const sigmoidCrossEntropyKernel = defineKernel<SigmoidCrossEntropyInputs, CrossEntropyAttributes>(
  SigmoidCrossEntropy,
  ({ inputs: { logits, targets, weights }, attributes: { reduction, labelSmoothing }, wasm }) => {
    const given = [wasm.address(logits), wasm.address(targets), wasm.addressIfPresent(weights)] as const;
    const count = util.sizeFromShape(logits.shape);
    const value = wasm.allocate([]);
    const gradient = wasm.allocate(logits.shape);
    wasm.exports.sigmoidCrossEntropy(...given, labelSmoothing, count, reduction === 'mean', gradient.address, value.address);
    return [value.info, gradient.info];
  },
);
