import { util } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type LossAttributes, SoftmaxCrossEntropy, type SoftmaxCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

/** The cross-entropy of all rows of logits, and its gradient. */
export const softmaxCrossEntropyKernel = defineKernel<SoftmaxCrossEntropyInputs, LossAttributes>(
  SoftmaxCrossEntropy,
  ({ inputs: { logits, classIds, weights }, attributes: { reduction }, wasm }) => {
    const classes = logits.shape.at(-1) as number;
    const rows = util.sizeFromShape(classIds.shape);
    const ids = wasm.address(classIds);
    const weighing = wasm.addressIfPresent(weights);
    const outside = wasm.exports.firstClassOutside(ids, weighing, rows, classes);
    if (outside >= 0) throw noSuchClass(wasm.memorySpace.integers(ids, rows)[outside] as number, outside, classes);
    const scores = wasm.address(logits);
    const value = wasm.allocate([]);
    const gradient = wasm.allocate(logits.shape);
    wasm.exports.softmaxCrossEntropy(scores, ids, weighing, rows, classes, reduction === 'mean', gradient.address, value.address);
    return [value.info, gradient.info];
  },
);

function noSuchClass(id: number, row: number, classes: number): ArgumentError {
  return new ArgumentError('softmaxCrossEntropy', `classIds[${row}]`, id, `a class from 0 to ${classes - 1}, or its weight 0`);
}
