import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { EmbeddingGradient, type EmbeddingGradientAttributes, type EmbeddingGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { assertRows } from './assert-rows.js';
import { occurrencesOf } from './occurrences.js';

/** Of each element of the touched rows the sum of what arrives, where the host knows the ids; all other rows are zeros already. */
const sumTouched: Program = {
  name: EmbeddingGradient,
  key: 'EmbeddingGradient of touched rows',
  // Row numbers, then the starts of their positions, then the positions.
  bindings: { occurrences: 'i32', arriving: 'f32', output: 'writes f32' },
  uniforms: { touched: 'u32', columns: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  let index = place / uniforms.columns;
  let column = place % uniforms.columns;
  let positionsAt = 2u * uniforms.touched + 1u;
  let end = positionsAt + u32(occurrences[uniforms.touched + index + 1u]);
  var sum = 0.0;
  for (var at = positionsAt + u32(occurrences[uniforms.touched + index]); at < end; at++) {
    sum += arriving[u32(occurrences[at]) * uniforms.columns + column];
  }
  output[u32(occurrences[index]) * uniforms.columns + column] = sum;
`)}`,
};

/** The same for all rows, where only the GPU knows the ids: a workgroup owns 64 elements of a row, and goes through all ids. */
const scanIds: Program = {
  name: EmbeddingGradient,
  key: 'EmbeddingGradient of scanned ids',
  bindings: { ids: 'i32', arriving: 'f32', output: 'writes f32' },
  uniforms: { rows: 'u32', columns: 'u32', tokens: 'u32', groupsPerRow: 'u32' },
  code: () => `
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let index = groupIndex(group, groups);
  let row = index / uniforms.groupsPerRow;
  let column = index % uniforms.groupsPerRow * 64u + local;
  if (row >= uniforms.rows || column >= uniforms.columns) { return; }
  var sum = 0.0;
  for (var position = 0u; position < uniforms.tokens; position++) {
    if (ids[position] == i32(row)) { sum += arriving[position * uniforms.columns + column]; }
  }
  output[row * uniforms.columns + column] = sum;
}`,
};

/** The dense gradient of the table. Ids that name no row, which only the GPU can have, count for nothing. */
export const embeddingGradientKernel = defineKernel<EmbeddingGradientInputs, EmbeddingGradientAttributes>(
  EmbeddingGradient,
  ({ inputs: { ids, outputGradient: arriving }, attributes: { rows }, webgpu }) => {
    const columns = arriving.shape.at(-1) as number;
    const known = webgpu.hostIntegers(ids);
    if (known) {
      assertRows(known, ids, rows);
      return ofTouchedRows(webgpu, known, arriving, [rows, columns]);
    }
    const output = webgpu.makeTensor([rows, columns]);
    const groupsPerRow = Math.ceil(columns / 64);
    const uniforms = { rows, columns, tokens: util.sizeFromShape(ids.shape), groupsPerRow };
    webgpu.run(scanIds, { ids, arriving, output }, uniforms, lineOf(rows * groupsPerRow));
    return output;
  },
);

function ofTouchedRows(webgpu: WebgpuTensors, ids: Int32Array, arriving: TensorInfo, shape: [rows: number, columns: number]): TensorInfo {
  const { rows, starts, positions } = occurrencesOf(ids, shape[0]);
  const output = webgpu.makeZeros(shape);
  const size = rows.length * shape[1];
  const listed = new Int32Array(rows.length + starts.length + positions.length);
  listed.set(rows);
  listed.set(starts, rows.length);
  listed.set(positions, rows.length + starts.length);
  const occurrences = webgpu.makeTensorInfo([listed.length], 'int32', listed);
  const uniforms = { touched: rows.length, columns: shape[1], size };
  webgpu.run(sumTouched, { occurrences, arriving, output }, uniforms, groupsOfElements(size));
  webgpu.disposeData(occurrences.dataId);
  return output;
}
