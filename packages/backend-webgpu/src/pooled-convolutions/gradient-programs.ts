import { eachElement } from '../program/each-element.js';
import type { Program } from '../program/program.js';
import { convolutionTiles } from './convolution-tiles.js';
import { addTile, beginTile, endTile, tileDepth, tileMemory, tileSize } from './tiled-product.js';
import { windows, windowUniforms } from './windows.js';

/** Of what enters the ReLU: 0 wherever no window starts. It is computed where it is read, never stored. */
const arriving = `
fn arrivingAt(step: u32, filterIndex: u32, convolution: Convolution) -> f32 {
  let sequence = step / uniforms.time;
  if (sequence >= uniforms.batch || filterIndex >= convolution.filters) { return 0.0; }
  let start = step - sequence * uniforms.time;
  let count = windowsOf(sequence, convolution.width);
  let feature = convolution.feature + filterIndex;
  if (start >= count || activations[step * uniforms.features + feature] <= 0.0) { return 0.0; }
  let first = sequence * 2u * uniforms.features + feature;
  let gradient = pooledGradient[first] / f32(count);
  if (positions[sequence * uniforms.features + feature] != i32(start)) { return gradient; }
  return gradient + pooledGradient[first + uniforms.features];
}
`;

const pooledBindings = {
  lengths: 'i32',
  table: 'u32',
  activations: 'f32',
  positions: 'i32',
  pooledGradient: 'f32',
} as const;

/** Of the inputs: each step hears from the windows that it is in, exactly 0 where it is in none. */
export const inputsGradientProgram: Program = {
  name: 'PooledConvolutionsGradient',
  key: 'PooledConvolutionsGradient inputs',
  bindings: { ...pooledBindings, weights: 'f32', inputsGradient: 'writes f32' },
  uniforms: { ...windowUniforms, channels: 'u32', features: 'u32', convolutions: 'u32', tilesAcross: 'u32' },
  code: () => `
${windows}
${tileMemory}
${arriving}

fn fourSteps(step: u32, offset: u32, filterIndex: u32, convolution: Convolution) -> vec4f {
  var values = vec4f();
  for (var at = 0u; at < 4u; at++) {
    if (step + at >= offset) { values[at] = arrivingAt(step + at - offset, filterIndex, convolution); }
  }
  return values;
}

fn fourChannels(channel: u32, offset: u32, filterIndex: u32, convolution: Convolution) -> vec4f {
  var values = vec4f();
  if (filterIndex >= convolution.filters) { return values; }
  for (var at = 0u; at < 4u; at++) {
    if (channel + at < uniforms.channels) {
      values[at] = weights[convolution.kernel + (offset * uniforms.channels + channel + at) * convolution.filters + filterIndex];
    }
  }
  return values;
}

fn store(row: u32, column: u32, value: f32, firstStep: u32, firstChannel: u32) {
  let step = firstStep + row;
  let channel = firstChannel + column;
  if (step >= uniforms.batch * uniforms.time || channel >= uniforms.channels) { return; }
  inputsGradient[step * uniforms.channels + channel] = value;
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let tile = groupIndex(group, groups);
  let firstStep = tile / uniforms.tilesAcross * ${tileSize}u;
  let firstChannel = tile % uniforms.tilesAcross * ${tileSize}u;
  let steps = uniforms.batch * uniforms.time;
  if (firstStep >= steps) { return; }
  ${beginTile}
  for (var index = 0u; index < uniforms.convolutions; index++) {
    let convolution = convolutionAt(index);
    for (var offset = 0u; offset < convolution.width; offset++) {
      let begin = max(firstStep, offset) - offset;
      if (!anyWindow(begin, max(firstStep + ${tileSize}u, offset) - offset, convolution.width)) { continue; }
      for (var first = 0u; first < convolution.filters; first += ${tileDepth}u) {
        ${addTile({
          left: ['terms', 'fourSteps(firstStep + 4u * four, offset, first + term, convolution)'],
          right: ['terms', 'fourChannels(firstChannel + 4u * four, offset, first + term, convolution)'],
        })}
      }
    }
  }
  ${endTile('store', 'firstStep', 'firstChannel')}
}
`,
};

/**
 * Of all kernels and biases, laid out as the weights are: sums over all windows, a bias as the row of the kernel after its last, of inputs
 * that are 1. Each slice of the steps has sums of its own, one after the other.
 */
export const weightsGradientProgram: Program = {
  name: 'PooledConvolutionsGradient',
  key: 'PooledConvolutionsGradient weights',
  bindings: { ...pooledBindings, inputs: 'f32', weightsGradient: 'writes f32' },
  uniforms: { ...windowUniforms, channels: 'u32', features: 'u32', tiles: 'u32', slices: 'u32', sliceSteps: 'u32', sliceSize: 'u32' },
  code: () => `
${windows}
${convolutionTiles}
${tileMemory}
${arriving}

fn fourInputs(step: u32, row: u32, bias: u32, convolution: Convolution) -> vec4f {
  var values = vec4f();
  if (!isWindow(step, convolution.width)) { return values; }
  for (var at = 0u; at < 4u; at++) {
    if (row + at < bias) { values[at] = inputs[step * uniforms.channels + row + at]; }
    if (row + at == bias) { values[at] = 1.0; }
  }
  return values;
}

fn fourFilters(step: u32, filterIndex: u32, convolution: Convolution) -> vec4f {
  var values = vec4f();
  if (!isWindow(step, convolution.width)) { return values; }
  for (var at = 0u; at < 4u; at++) { values[at] = arrivingAt(step, filterIndex + at, convolution); }
  return values;
}

fn store(row: u32, column: u32, value: f32, slice: u32, firstRow: u32, firstFilter: u32, bias: u32, convolution: Convolution) {
  let place = firstRow + row;
  let filterIndex = firstFilter + column;
  if (place > bias || filterIndex >= convolution.filters) { return; }
  let first = select(convolution.kernel + place * convolution.filters, convolution.bias, place == bias);
  weightsGradient[slice + first + filterIndex] = value;
}

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) local: u32) {
  let job = groupIndex(group, groups);
  let slice = job / uniforms.tiles;
  let tile = job % uniforms.tiles;
  if (slice >= uniforms.slices) { return; }
  let at = convolutionTileAt(tile);
  let convolution = at.convolution;
  let firstRow = at.firstRow;
  let firstFilter = at.firstFilter;
  let bias = convolution.width * uniforms.channels;
  let begin = slice * uniforms.sliceSteps;
  let end = min(begin + uniforms.sliceSteps, uniforms.batch * uniforms.time);
  ${beginTile}
  for (var first = begin; first < end; first += ${tileDepth}u) {
    if (!anyWindow(first, first + ${tileDepth}u, convolution.width)) { continue; }
    ${addTile({
      left: ['rows', 'fourInputs(first + term, firstRow + 4u * four, bias, convolution)'],
      right: ['rows', 'fourFilters(first + term, firstFilter + 4u * four, convolution)'],
    })}
  }
  ${endTile('store', 'slice * uniforms.sliceSize', 'firstRow', 'firstFilter', 'bias', 'convolution')}
}
`,
};

/** Adds up what the slices have, in their order. */
export const addSlicesProgram: Program = {
  name: 'PooledConvolutionsGradient',
  key: 'PooledConvolutionsGradient slices',
  bindings: { slicesGradient: 'f32', weightsGradient: 'writes f32' },
  uniforms: { slices: 'u32', size: 'u32' },
  code: () => `
${eachElement(`
  var sum = 0.0;
  for (var slice = 0u; slice < uniforms.slices; slice++) { sum += slicesGradient[slice * uniforms.size + place]; }
  weightsGradient[place] = sum;
`)}
`,
};
