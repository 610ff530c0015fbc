import type { TensorInfo } from '@tensorflow/tfjs-core';
import { noSuchRow } from '@tidegate/ops';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** @throws ArgumentError if an id names no row */
export function assertRows(wasm: WasmTensors, ids: TensorInfo, tokens: number, rows: number): void {
  const address = wasm.address(ids);
  const outside = wasm.exports.firstIdOutside(address, tokens, rows);
  if (outside >= 0) throw noSuchRow(wasm.memorySpace.integers(address, tokens)[outside] as number, outside, ids.shape, rows);
}
