import type { Program } from '../program/program.js';
import { remember } from '../program/remember.js';
import { keyOf, type ProductKind, signature } from './signature.js';

/** Rows and columns of the part of a product that one workgroup makes. */
export type TileSize = 16 | 32 | 64;

/** `output[rows, columns] = left right + bias`, tile by tile, each by a workgroup. */
export const tiledProgram = remember(
  (tile: TileSize, transposeLeft: boolean, transposeRight: boolean, sums: boolean): Program => ({
    ...signature,
    key: keyOf(`tiles of ${tile}`, { transposeLeft, transposeRight, sums }),
    code: () => codeOf(tile, { transposeLeft, transposeRight, sums }),
  }),
);

/** Elements of each factor that a workgroup takes into its memory at a time: what fits there twice, beside the padding. */
const elementsAtOnce = 1024;

/**
 * Each invocation sums 4 x 4 elements. Where a tile has fewer of these blocks than there are invocations, these form slices, of which each
 * takes its share of the inner dimension; in the end their sums are added up, always in the same order.
 */
function codeOf(tile: TileSize, { transposeLeft, transposeRight, sums }: ProductKind): string {
  const depth = elementsAtOnce / tile;
  const blocks = tile / 4;
  const invocations = 4 * tile;
  const slices = invocations / (blocks * blocks);
  return `
const depth = ${depth}u;
const blocks = ${blocks}u;
const invocations = ${invocations}u;
const slices = ${slices}u;
// One more than there are blocks, so that invocations side by side write to different banks of the memory.
const stride = blocks + 1u;
const rightAt = depth * stride;
var<workgroup> taken: array<vec4f, 2u * depth * stride>;

${loadCode('left', 'Row', !transposeLeft)}
${loadCode('right', 'Column', transposeRight)}
@compute @workgroup_size(invocations)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tileIndex = groupIndex(group, groups);
  if (tileIndex >= uniforms.count) { return; }
  let firstRow = tileIndex / uniforms.across * ${tile}u;
  let firstColumn = tileIndex % uniforms.across * ${tile}u;
  let slice = local / (blocks * blocks);
  let rowBlock = local / blocks % blocks;
  let columnBlock = local % blocks;
  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  ${sums ? 'var columnSums = vec4f();' : ''}
  for (var start = 0u; start < uniforms.inner; start += depth) {
    leftLoad(local, firstRow, start);
    rightLoad(local, firstColumn, start);
    workgroupBarrier();
    for (var k = slice * (depth / slices); k < (slice + 1u) * (depth / slices); k++) {
      let a = taken[k * stride + rowBlock];
      let b = taken[rightAt + k * stride + columnBlock];
      sum0 += a.x * b;
      sum1 += a.y * b;
      sum2 += a.z * b;
      sum3 += a.w * b;
    }
    ${sums ? sumColumnsCode : ''}
    workgroupBarrier();
  }
  ${slices > 1 ? addSlicesCode(sums) : ''}
  if (slice > 0u) { return; }
  let row = firstRow + 4u * rowBlock;
  let column = firstColumn + 4u * columnBlock;
  ${sums ? 'if (row == 0u) { writeSums(column, columnSums); }' : ''}
  let added = biasAt(column);
  writeRow(row, column, sum0 + added);
  writeRow(row + 1u, column, sum1 + added);
  writeRow(row + 2u, column, sum2 + added);
  writeRow(row + 3u, column, sum3 + added);
}

fn biasAt(column: u32) -> vec4f {
  if (uniforms.hasBias == 0u) { return vec4f(); }
  let last = uniforms.lastColumn;
  return vec4f(bias[min(column, last)], bias[min(column + 1u, last)], bias[min(column + 2u, last)], bias[min(column + 3u, last)]);
}

fn writeRow(row: u32, column: u32, values: vec4f) {
  if (row < uniforms.rows) { writeFour(uniforms.productStart + row * uniforms.columns, column, values); }
}

fn writeSums(column: u32, values: vec4f) {
  writeFour(uniforms.sumsStart, column, values);
}

fn writeFour(start: u32, column: u32, values: vec4f) {
  if (column < uniforms.columns) { output[start + column] = values.x; }
  if (column + 1u < uniforms.columns) { output[start + column + 1u] = values.y; }
  if (column + 2u < uniforms.columns) { output[start + column + 2u] = values.z; }
  if (column + 3u < uniforms.columns) { output[start + column + 3u] = values.w; }
}`;
}

/**
 * Takes elements of a factor by fours: lanes (rows of the left one, columns of the right one) side by side, at one place of the inner dimension.
 * Invocations side by side read what lies side by side. Beyond the last lane comes that one again, beyond the inner dimension come zeros.
 */
function loadCode(factor: 'left' | 'right', lane: 'Row' | 'Column', innerIsContiguous: boolean): string {
  const [k, block] = innerIsContiguous ? ['i % depth', 'i / depth'] : ['i / blocks', 'i % blocks'];
  const address = innerIsContiguous
    ? (at: string) => `${at} * uniforms.${factor}Stride + place`
    : (at: string) => `place * uniforms.${factor}Stride + ${at}`;
  const elements = [0, 1, 2, 3].map((i) => `${factor}[uniforms.${factor}Start + ${address(`min(lane + ${i}u, uniforms.last${lane})`)}]`);
  return `
fn ${factor}Load(local: u32, first: u32, start: u32) {
  for (var i = local; i < depth * blocks; i += invocations) {
    let k = ${k};
    let block = ${block};
    let lane = first + 4u * block;
    let place = min(start + k, uniforms.lastInner);
    let found = vec4f(${elements.join(', ')});
    taken[${factor === 'right' ? 'rightAt + ' : ''}k * stride + block] = select(vec4f(), found, start + k < uniforms.inner);
  }
}`;
}

/** The first row of tiles sums the columns as well. */
const sumColumnsCode = `
    if (firstRow == 0u && rowBlock == 0u) {
      for (var k = slice * (depth / slices); k < (slice + 1u) * (depth / slices); k++) {
        columnSums += taken[rightAt + k * stride + columnBlock];
      }
    }`;

/** Adds what the slices have, the upper half to the lower until one is left. */
function addSlicesCode(sums: boolean): string {
  return `
  for (var half = slices / 2u; half > 0u; half /= 2u) {
    let count = half * blocks * blocks;
    let at = 4u * (local % count);
    let sumsAt = 4u * count + slice % half * blocks + columnBlock;
    if (slice >= half && slice < 2u * half) {
      taken[at] = sum0;
      taken[at + 1u] = sum1;
      taken[at + 2u] = sum2;
      taken[at + 3u] = sum3;
      ${sums ? 'if (rowBlock == 0u) { taken[sumsAt] = columnSums; }' : ''}
    }
    workgroupBarrier();
    if (slice < half) {
      sum0 += taken[at];
      sum1 += taken[at + 1u];
      sum2 += taken[at + 2u];
      sum3 += taken[at + 3u];
      ${sums ? 'columnSums += taken[sumsAt];' : ''}
    }
    workgroupBarrier();
  }`;
}
