import { util } from '@tensorflow/tfjs-core';
import { Dropout, type DropoutAttributes, type DropoutInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { eachElement, groupsOfElements } from '../program/each-element.js';
import type { Program } from '../program/program.js';

const program: Program = {
  name: Dropout,
  key: Dropout,
  bindings: { inputs: 'f32', output: 'writes f32' },
  uniforms: { size: 'u32', dropped: 'u32', scale: 'f32', key0: 'u32', key1: 'u32', start: 'u32' },
  code: () => `
${eachElement(`
  output[place] = select(inputs[place] * uniforms.scale, 0.0, (firstWord(uniforms.start + place) >> 8u) < uniforms.dropped);
`)}

fn rotate(word: u32, bits: u32) -> u32 { return (word << bits) | (word >> (32u - bits)); }

// The first word of threefry2x32(key, [counter, 0]).
fn firstWord(counter: u32) -> u32 {
  var x = counter + uniforms.key0;
  var y = uniforms.key1;
  var first = uniforms.key1;
  var second = ${0x1bd11bda}u ^ uniforms.key0 ^ uniforms.key1;
  var third = uniforms.key0;
  for (var round = 1u; round <= 5u; round++) {
    let bits = select(vec4u(17u, 29u, 16u, 24u), vec4u(13u, 15u, 26u, 6u), round % 2u == 1u);
    x += y;
    y = rotate(y, bits.x) ^ x;
    x += y;
    y = rotate(y, bits.y) ^ x;
    x += y;
    y = rotate(y, bits.z) ^ x;
    x += y;
    y = rotate(y, bits.w) ^ x;
    x += first;
    y += second + round;
    let next = second;
    second = third;
    third = first;
    first = next;
  }
  return x;
}`,
};

export const dropoutKernel = defineKernel<DropoutInputs, DropoutAttributes>(
  Dropout,
  ({ inputs: { inputs }, attributes: { rate, key, start }, webgpu }) => {
    const output = webgpu.makeTensor(inputs.shape);
    const size = util.sizeFromShape(inputs.shape);
    const [key0, key1] = key;
    const uniforms = { size, dropped: Math.ceil(rate * 2 ** 24), scale: Math.fround(1 / (1 - rate)), key0, key1, start };
    webgpu.run(program, { inputs, output }, uniforms, groupsOfElements(size));
    return output;
  },
);
