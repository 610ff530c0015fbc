import { util } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';
import { type CrossEntropyAttributes, SoftmaxCrossEntropy, type SoftmaxCrossEntropyInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

/** The cross-entropy of all rows of logits, and its gradient. */
export const softmaxCrossEntropyKernel = defineKernel<SoftmaxCrossEntropyInputs, CrossEntropyAttributes>(
  SoftmaxCrossEntropy,
  ({ inputs: { logits, classIds, weights, classWeights }, attributes: { reduction, labelSmoothing }, wasm }) => {
    const classes = logits.shape.at(-1) as number;
    const rows = util.sizeFromShape(classIds.shape);
    const ids = wasm.address(classIds);
    const weighing = wasm.addressIfPresent(weights);
    const outside = wasm.exports.firstClassOutside(ids, weighing, rows, classes);
    if (outside >= 0) throw noSuchClass(wasm.memorySpace.integers(ids, rows)[outside] as number, outside, classes);
    const given = [wasm.address(logits), ids, weighing, wasm.addressIfPresent(classWeights)] as const;
    const value = wasm.allocate([]);
    const gradient = wasm.allocate(logits.shape);
    const mean = reduction === 'mean';
    wasm.exports.softmaxCrossEntropy(...given, labelSmoothing, rows, classes, mean, gradient.address, value.address);
    return [value.info, gradient.info];
  },
);

function noSuchClass(id: number, row: number, classes: number): ArgumentError {
  return new ArgumentError('softmaxCrossEntropy', `classIds[${row}]`, id, `a class from 0 to ${classes - 1}, or its weight 0`);
}
