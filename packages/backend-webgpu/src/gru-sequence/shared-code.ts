/** What arrives at the gates r, z and n from outside: the projected input, and the biases. */
export const gruInputs = `
fn inputOf(row: u32, unit: u32) -> vec3f {
  let hidden = uniforms.hidden;
  let start = row * 3u * hidden + unit;
  let sums = vec3f(projected[start], projected[start + hidden], projected[start + 2u * hidden]);
  if (uniforms.hasBias == 0u) { return sums; }
  return sums + vec3f(bias[unit], bias[hidden + unit], bias[2u * hidden + unit]);
}
fn recurrentBiasOf(unit: u32) -> vec3f {
  if (uniforms.hasRecurrentBias == 0u) { return vec3f(); }
  let hidden = uniforms.hidden;
  return vec3f(recurrentBias[unit], recurrentBias[hidden + unit], recurrentBias[2u * hidden + unit]);
}
`;

/** The state that a step started from. */
export const gruPrevious = `
fn previousAt(sequence: u32, row: u32, unit: u32, isFirst: bool) -> f32 {
  if (!isFirst) { return outputs[rowBefore(row) * uniforms.hidden + unit]; }
  if (uniforms.hasInitial == 0u) { return 0.0; }
  return initialH[sequence * uniforms.hidden + unit];
}
`;
