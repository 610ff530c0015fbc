import { util } from '@tensorflow/tfjs-core';
import { Embedding, type EmbeddingInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import { assertRows } from './assert-rows.js';

const program: Program = {
  name: Embedding,
  key: Embedding,
  bindings: { table: 'f32', ids: 'i32', output: 'writes f32' },
  uniforms: { rows: 'i32', columns: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  let id = ids[place / uniforms.columns];
  var value = 0.0;
  if (id >= 0 && id < uniforms.rows) { value = table[u32(id) * uniforms.columns + place % uniforms.columns]; }
  output[place] = value;
`)}`,
};

/** The rows that ids name; those of ids that the host wrote are sure to be there, others get zeros where they are not. */
export const embeddingKernel = defineKernel<EmbeddingInputs>(Embedding, ({ inputs: { table, ids }, webgpu }) => {
  const [rows, columns] = table.shape as [number, number];
  const known = webgpu.hostIntegers(ids);
  if (known) assertRows(known, ids, rows);
  const output = webgpu.makeTensor([...ids.shape, columns]);
  const size = util.sizeFromShape(output.shape);
  webgpu.run(program, { table, ids, output }, { rows, columns, size }, groupsOfElements(size));
  return output;
});
