import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmTensors } from '../tensors/wasm-tensors.js';

/** What arrives for rows of a table, `[tokens, columns]`. */
export interface ArrivingGradient {
  readonly address: number;
  readonly tokens: number;
  readonly columns: number;
}

/** For each of the `count` rows that `placeTokens` has found the sum of what arrives: a matrix of this shape that is held by these rows. */
export function sumTouchedRows(
  wasm: WasmTensors,
  shape: readonly number[],
  count: number,
  { address: arriving, tokens, columns }: ArrivingGradient,
): TensorInfo {
  const address = wasm.memorySpace.allocate(4 * count * (columns + 1));
  const numbers = address + 4 * count * columns;
  wasm.exports.sumTouchedRows(address, numbers, arriving, tokens, columns);
  return wasm.ofTouchedRows(shape, { address, rows: numbers, count, columns });
}
