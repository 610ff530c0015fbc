import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { EmbeddingGradient, type EmbeddingGradientAttributes, type EmbeddingGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import type { WasmTensors } from '../tensors/wasm-tensors.js';
import { assertRows } from './assert-rows.js';
import { type ArrivingGradient, sumTouchedRows } from './sum-touched-rows.js';

/** Elements of a table whose gradient is always dense: adding up by rows would save less than it costs. */
const smallTable = 65_536;

/** The sum of what arrives for each row, held by the touched rows where the table is large and the ids name few of its rows. */
export const embeddingGradientKernel = defineKernel<EmbeddingGradientInputs, EmbeddingGradientAttributes>(
  EmbeddingGradient,
  ({ inputs: { ids, outputGradient }, attributes: { rows }, wasm }) => {
    const columns = outputGradient.shape.at(-1) as number;
    const tokens = util.sizeFromShape(ids.shape);
    assertRows(wasm, ids, tokens, rows);
    const count = wasm.exports.placeTokens(wasm.address(ids), tokens, rows);
    const arriving = { address: wasm.address(outputGradient), tokens, columns };
    return rows * columns < smallTable || 2 * count > rows
      ? denseGradient(wasm, rows, arriving)
      : sumTouchedRows(wasm, [rows, columns], count, arriving);
  },
);

function denseGradient(wasm: WasmTensors, rows: number, { address: arriving, tokens, columns }: ArrivingGradient): TensorInfo {
  const { info, address } = wasm.allocate([rows, columns]);
  wasm.exports.sumAllRows(address, rows, arriving, tokens, columns);
  return info;
}
