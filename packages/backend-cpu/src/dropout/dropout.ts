import type { KernelConfig } from '@tensorflow/tfjs-core';
import { threefry2x32 } from '@tidegate/core';
import { Dropout, type DropoutAttributes, type DropoutInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats } from '../tensors.js';

export const dropoutKernel: KernelConfig = {
  kernelName: Dropout,
  backendName: 'cpu',
  kernelFunc({ inputs: named, attrs, backend }) {
    const { inputs } = inputsOf<DropoutInputs>(named);
    const { rate, key, start } = attrs as DropoutAttributes;
    const values = readFloats(backend, inputs);
    const output = new Float32Array(values.length);
    const scale = Math.fround(1 / (1 - rate));
    const dropped = Math.ceil(rate * 2 ** 24);
    for (let i = 0; i < values.length; i++) {
      if (threefry2x32(key, [start + i, 0])[0] >>> 8 >= dropped) output[i] = (values[i] as number) * scale;
    }
    return makeOutput(backend, inputs.shape, output);
  },
};
