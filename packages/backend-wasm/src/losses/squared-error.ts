import { util } from '@tensorflow/tfjs-core';
import { type LossAttributes, SquaredError, type SquaredErrorInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

/** The squared error of all elements, and its gradient. */
export const squaredErrorKernel = defineKernel<SquaredErrorInputs, LossAttributes>(
  SquaredError,
  ({ inputs: { predictions, targets, weights }, attributes: { reduction }, wasm }) => {
    const given = [wasm.address(predictions), wasm.address(targets), wasm.addressIfPresent(weights)] as const;
    const value = wasm.allocate([]);
    const gradient = wasm.allocate(predictions.shape);
    wasm.exports.squaredError(...given, util.sizeFromShape(predictions.shape), reduction === 'mean', gradient.address, value.address);
    return [value.info, gradient.info];
  },
);
