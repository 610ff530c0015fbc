import { type DataType, Fill, OnesLike, type TensorInfo, util, ZerosLike } from '@tensorflow/tfjs-core';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { generalKernel } from './general-kernel.js';

interface FillAttributes {
  readonly shape: number[];
  readonly value: number | string;
  readonly dtype?: DataType;
}

export const fillKernel = generalKernel<unknown, FillAttributes>(Fill, ({ attributes: { shape, value, dtype = 'float32' }, wasm }) =>
  dtype === 'float32' && typeof value === 'number' ? filled(wasm, shape, value) : undefined,
);

const like = (name: string, value: number) =>
  generalKernel<{ readonly x: TensorInfo }, unknown>(name, ({ inputs: { x }, wasm }) =>
    x.dtype === 'float32' ? filled(wasm, x.shape, value) : undefined,
  );

export const zerosLikeKernel = like(ZerosLike, 0);
export const onesLikeKernel = like(OnesLike, 1);

function filled(wasm: WasmTensors, shape: readonly number[], value: number): TensorInfo {
  const { info, address } = wasm.allocate(shape);
  wasm.exports.fill(address, util.sizeFromShape([...shape]), value);
  return info;
}
