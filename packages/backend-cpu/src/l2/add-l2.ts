import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { AddL2, type AddL2Attributes, decodeGroup } from '@tidegate/ops';
import { readGroup } from '../optimizer-update/groups.js';
import { updatedRanges } from '../optimizer-update/updated-ranges.js';
import { makeOutput } from '../tensors.js';

export const addL2Kernel: KernelConfig = {
  kernelName: AddL2,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { l2, touchedRowsOnly } = attrs as AddL2Attributes;
    const parameters = readGroup(backend, inputs, 'parameter');
    const tensors = decodeGroup(inputs, 'gradient');
    return readGroup(backend, inputs, 'gradient').map((gradient, index) => {
      const { shape } = tensors[index] as TensorInfo;
      const p = parameters[index] as Float32Array;
      const coefficient = l2[index] as number;
      const penalized = gradient.slice();
      for (const [from, to] of updatedRanges(gradient, shape, touchedRowsOnly?.[index] ?? false)) {
        for (let i = from; i < to; i++) penalized[i] = (gradient[i] as number) + coefficient * (p[i] as number);
      }
      return makeOutput(backend, shape, penalized);
    });
  },
};
