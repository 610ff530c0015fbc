import { util } from '@tensorflow/tfjs-core';
import { decodeGroup, L2Penalty, type L2PenaltyAttributes } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { writeVectors } from '../vectors/write-vectors.js';

export const l2PenaltyKernel = defineKernel<Record<string, unknown>, L2PenaltyAttributes>(
  L2Penalty,
  ({ inputs, attributes: { coefficients }, wasm }) => {
    const vectors = decodeGroup(inputs, 'parameter').flatMap((parameter, index) => {
      const coefficient = coefficients[index] as number;
      return coefficient === 0 ? [] : [{ from: wasm.address(parameter), length: util.sizeFromShape(parameter.shape), coefficient }];
    });
    const { info, address } = wasm.allocate([]);
    let squares = 0;
    if (vectors.length > 0) {
      writeVectors(wasm, vectors);
      squares = wasm.exports.sumSquares(vectors.length);
    }
    wasm.memorySpace.floats(address, 1)[0] = squares / 2;
    return info;
  },
);
