import { util } from '@tensorflow/tfjs-core';
import { Embedding, type EmbeddingInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import { assertRows } from './assert-rows.js';

const program: Program = {
  name: Embedding,
  key: Embedding,
  bindings: { table: 'f32', ids: 'i32', output: 'writes f32' },
  uniforms: { rows: 'i32', columns: 'u32', size: 'u32' },
  code: () => `
@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let i = groupIndex(group, groups) * 256u + local;
  if (i >= uniforms.size) { return; }
  let id = ids[i / uniforms.columns];
  var value = 0.0;
  if (id >= 0 && id < uniforms.rows) { value = table[u32(id) * uniforms.columns + i % uniforms.columns]; }
  output[i] = value;
}`,
};

/** The rows that ids name; those of ids that the host wrote are sure to be there, others get zeros where they are not. */
export const embeddingKernel = defineKernel<EmbeddingInputs>(Embedding, ({ inputs: { table, ids }, webgpu }) => {
  const [rows, columns] = table.shape as [number, number];
  const known = webgpu.hostIntegers(ids);
  if (known) assertRows(known, ids, rows);
  const output = webgpu.makeTensor([...ids.shape, columns]);
  const size = util.sizeFromShape(output.shape);
  webgpu.run(program, { table, ids, output }, { rows, columns, size }, lineOf(Math.ceil(size / 256)));
  return output;
});
