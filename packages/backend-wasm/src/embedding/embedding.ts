import { util } from '@tensorflow/tfjs-core';
import { Embedding, type EmbeddingInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { assertRows } from './assert-rows.js';

export const embeddingKernel = defineKernel<EmbeddingInputs>(Embedding, ({ inputs: { table, ids }, wasm }) => {
  const [rows, columns] = table.shape as [number, number];
  const tokens = util.sizeFromShape(ids.shape);
  assertRows(wasm, ids, tokens, rows);
  const from = wasm.address(table);
  const { info, address } = wasm.allocate([...ids.shape, columns]);
  wasm.exports.lookUpRows(address, from, wasm.address(ids), tokens, columns);
  return info;
});
