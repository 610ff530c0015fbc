import type { KernelConfig } from '@tensorflow/tfjs-core';
import { L2Penalty, type L2PenaltyAttributes } from '@tidegate/ops';
import { readGroup } from '../optimizer-update/groups.js';
import { makeOutput } from '../tensors.js';

export const l2PenaltyKernel: KernelConfig = {
  kernelName: L2Penalty,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { coefficients } = attrs as L2PenaltyAttributes;
    let penalty = 0;
    readGroup(backend, inputs, 'parameter').forEach((parameter, index) => {
      const coefficient = coefficients[index] as number;
      if (coefficient === 0) return;
      let squares = 0;
      for (const weight of parameter) squares += weight * weight;
      penalty += (coefficient * squares) / 2;
    });
    return makeOutput(backend, [], Float32Array.of(penalty));
  },
};
