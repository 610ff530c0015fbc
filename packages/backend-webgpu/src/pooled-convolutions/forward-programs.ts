import type { Program } from '../program/program.js';
import { convolutionTiles } from './convolution-tiles.js';
import { addTile, beginTile, endTile, tileDepth, tileMemory, tileSize } from './tiled-product.js';
import { windows, windowUniforms } from './windows.js';

/** Features and parts of the time of one workgroup of `pool`. */
export const poolFeatures = 32;
const poolParts = 8;

/**
 * All convolutions with bias and ReLU. A window is a row of the left factor: its steps lie one after the other, so that the rows of a
 * sequence are parts of it that overlap. Rows that reach beyond a sequence are no windows; nobody reads what becomes of them.
 */
export const convolve: Program = {
  name: 'PooledConvolutions',
  key: 'PooledConvolutions convolve',
  bindings: { inputs: 'f32', lengths: 'i32', table: 'u32', weights: 'f32', activations: 'writes f32' },
  uniforms: { ...windowUniforms, channels: 'u32', features: 'u32', tiles: 'u32' },
  code: () => `
${windows}
${convolutionTiles}
${tileMemory}

fn windowsAt(step: u32, term: u32, terms: u32) -> vec4f {
  var values = vec4f();
  if (term >= terms) { return values; }
  let count = uniforms.batch * uniforms.time * uniforms.channels;
  for (var at = 0u; at < 4u; at++) {
    let place = (step + at) * uniforms.channels + term;
    if (place < count) { values[at] = inputs[place]; }
  }
  return values;
}

fn filtersAt(convolution: Convolution, term: u32, filterIndex: u32, terms: u32) -> vec4f {
  var values = vec4f();
  if (term >= terms) { return values; }
  for (var at = 0u; at < 4u; at++) {
    if (filterIndex + at < convolution.filters) { values[at] = weights[convolution.kernel + term * convolution.filters + filterIndex + at]; }
  }
  return values;
}

fn store(row: u32, column: u32, value: f32, firstStep: u32, firstFilter: u32, convolution: Convolution) {
  let step = firstStep + row;
  let filterIndex = firstFilter + column;
  if (step >= uniforms.batch * uniforms.time || filterIndex >= convolution.filters) { return; }
  let sum = value + weights[convolution.bias + filterIndex];
  activations[step * uniforms.features + convolution.feature + filterIndex] = select(sum, 0.0, sum < 0.0);
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = groupIndex(group, groups);
  if (tile >= uniforms.tiles) { return; }
  let at = convolutionTileAt(tile);
  let convolution = at.convolution;
  let firstStep = at.firstRow;
  let firstFilter = at.firstFilter;
  if (!anyWindow(firstStep, firstStep + ${tileSize}u, convolution.width)) { return; }
  let terms = convolution.width * uniforms.channels;
  ${beginTile}
  for (var first = 0u; first < terms; first += ${tileDepth}u) {
    ${addTile({
      left: ['terms', 'windowsAt(firstStep + 4u * four, first + term, terms)'],
      right: ['rows', 'filtersAt(convolution, first + term, firstFilter + 4u * four, terms)'],
    })}
  }
  ${endTile('store', 'firstStep', 'firstFilter', 'convolution')}
}
`,
};

/** Both poolings of all features. */
export const pool: Program = {
  name: 'PooledConvolutions',
  key: 'PooledConvolutions pool',
  bindings: { lengths: 'i32', table: 'u32', activations: 'f32', pooled: 'writes f32', positions: 'writes i32' },
  uniforms: { ...windowUniforms, features: 'u32', groupsAcross: 'u32' },
  code: () => `
${windows}

var<workgroup> partSums: array<f32, ${poolFeatures * poolParts}>;
var<workgroup> partLargest: array<f32, ${poolFeatures * poolParts}>;
var<workgroup> partPositions: array<i32, ${poolFeatures * poolParts}>;

@compute @workgroup_size(${poolFeatures}, ${poolParts})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) place: u32,
) {
  let index = groupIndex(group, groups);
  let sequence = index / uniforms.groupsAcross;
  if (sequence >= uniforms.batch) { return; }
  let feature = index % uniforms.groupsAcross * ${poolFeatures}u + local.x;
  var count = 0u;
  if (feature < uniforms.features) {
    var convolution = convolutionAt(0u);
    for (var next = 1u; feature >= convolution.feature + convolution.filters; next++) { convolution = convolutionAt(next); }
    count = windowsOf(sequence, convolution.width);
  }
  let part = (count + ${poolParts - 1}u) / ${poolParts}u;
  var sum = 0.0;
  var largest = -1.0;
  var position = -1;
  for (var start = local.y * part; start < min((local.y + 1u) * part, count); start++) {
    let activation = activations[(sequence * uniforms.time + start) * uniforms.features + feature];
    sum += activation;
    if (activation > largest) {
      largest = activation;
      position = i32(start);
    }
  }
  partSums[place] = sum;
  partLargest[place] = largest;
  partPositions[place] = position;
  workgroupBarrier();
  if (local.y != 0u || feature >= uniforms.features) { return; }
  for (var at = local.x + ${poolFeatures}u; at < ${poolFeatures * poolParts}u; at += ${poolFeatures}u) {
    sum += partSums[at];
    if (partLargest[at] > largest) {
      largest = partLargest[at];
      position = partPositions[at];
    }
  }
  let first = sequence * 2u * uniforms.features + feature;
  pooled[first] = sum / f32(max(count, 1u));
  pooled[first + uniforms.features] = max(largest, 0.0);
  positions[sequence * uniforms.features + feature] = position;
}
`,
};
