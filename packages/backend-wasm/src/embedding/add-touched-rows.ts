import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { TouchedRows } from '../tensors/touched-rows.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { sumTouchedRows } from './sum-touched-rows.js';

/**
 * The sum of two matrices that are held by their touched rows, held so too: a table that is both embedding and head gets two such gradients.
 * Nothing if one of them is not, or together they touch more than half of the rows.
 */
export function addTouchedRows(wasm: WasmTensors, a: TensorInfo, b: TensorInfo): TensorInfo | undefined {
  const [first, second] = [wasm.touchedRows(a), wasm.touchedRows(b)];
  if (!first || !second || !util.arraysEqual(a.shape, b.shape) || first.columns !== second.columns) return undefined;
  const rows = util.sizeFromShape(a.shape) / first.columns;
  const tokens = first.count + second.count;
  const both = wasm.memorySpace.allocate(4 * tokens * (first.columns + 1));
  try {
    const ids = both + 4 * tokens * first.columns;
    copyRows(wasm, first, both, ids);
    copyRows(wasm, second, both + 4 * first.count * first.columns, ids + 4 * first.count);
    const count = wasm.exports.placeTokens(ids, tokens, rows);
    return 2 * count > rows ? undefined : sumTouchedRows(wasm, a.shape, count, { address: both, tokens, columns: first.columns });
  } finally {
    wasm.memorySpace.release(both);
  }
}

function copyRows(wasm: WasmTensors, { address, rows, count, columns }: TouchedRows, values: number, numbers: number): void {
  wasm.exports.copyFloats(values, address, count * columns);
  wasm.exports.copyFloats(numbers, rows, count);
}
