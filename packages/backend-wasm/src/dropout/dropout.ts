import { util } from '@tensorflow/tfjs-core';
import { Dropout, type DropoutAttributes, type DropoutInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';

export const dropoutKernel = defineKernel<DropoutInputs, DropoutAttributes>(
  Dropout,
  ({ inputs: { inputs }, attributes: { rate, key, start }, wasm }) => {
    const from = wasm.address(inputs);
    const { info, address } = wasm.allocate(inputs.shape);
    const dropped = Math.ceil(rate * 2 ** 24);
    wasm.exports.dropout(address, from, util.sizeFromShape(inputs.shape), ...key, start, dropped, Math.fround(1 / (1 - rate)));
    return info;
  },
);
