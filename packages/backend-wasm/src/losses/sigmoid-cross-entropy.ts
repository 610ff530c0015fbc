import { util } from '@tensorflow/tfjs-core';
import { type LossAttributes, SigmoidCrossEntropy, type SigmoidCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

/** The cross-entropy of all logits, and its gradient. */
export const sigmoidCrossEntropyKernel = defineKernel<SigmoidCrossEntropyInputs, LossAttributes>(
  SigmoidCrossEntropy,
  ({ inputs: { logits, targets, weights }, attributes: { reduction }, wasm }) => {
    const given = [wasm.address(logits), wasm.address(targets), wasm.addressIfPresent(weights)] as const;
    const value = wasm.allocate([]);
    const gradient = wasm.allocate(logits.shape);
    wasm.exports.sigmoidCrossEntropy(...given, util.sizeFromShape(logits.shape), reduction === 'mean', gradient.address, value.address);
    return [value.info, gradient.info];
  },
);
