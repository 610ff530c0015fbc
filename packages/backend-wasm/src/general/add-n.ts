import { AddN, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { generalKernel } from './general-kernel.js';

/** The number of the sum in `assembly/general/binary.ts`. */
const sum = 0;

export const addNKernel = generalKernel<Record<string, unknown>, unknown>(AddN, ({ inputs, wasm }) => {
  const given = Object.values(inputs as Record<string, TensorInfo>);
  const [first] = given;
  if (!first || given.length < 2 || given.some(({ dtype }) => dtype !== 'float32')) return undefined;
  const addresses = given.map((tensor) => wasm.address(tensor));
  const { info, address } = wasm.allocate(first.shape);
  const size = util.sizeFromShape(first.shape);
  let left = addresses[0] as number;
  for (const right of addresses.slice(1)) {
    wasm.exports.binary(sum, address, left, right, 1, size, 0, 0, 4, 4);
    left = address;
  }
  return info;
});
