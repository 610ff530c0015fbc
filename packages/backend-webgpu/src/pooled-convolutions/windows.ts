/** Uniforms that the functions of `windows` read. */
export const windowUniforms = { batch: 'u32', time: 'u32', hasLengths: 'u32' } as const;

/**
 * Functions of programs that bind `lengths` (anything where there are none) and `table`:
 * ```text
 * convolutionAt(index)          what the table says of a convolution
 * windowsOf(sequence, width)    how many windows of a width lie within a sequence
 * isWindow(step, width)         whether one starts at a step, with all sequences laid end to end
 * anyWindow(begin, end, width)  whether one starts at a step of a range
 * ```
 */
export const windows = `
struct Convolution { width: u32, filters: u32, feature: u32, kernel: u32, bias: u32, tilesEnd: u32 }

fn convolutionAt(index: u32) -> Convolution {
  let at = 6u * index;
  return Convolution(table[at], table[at + 1u], table[at + 2u], table[at + 3u], table[at + 4u], table[at + 5u]);
}

fn windowsOf(sequence: u32, width: u32) -> u32 {
  var length = uniforms.time;
  if (uniforms.hasLengths != 0u) { length = min(length, u32(max(lengths[sequence], 0))); }
  return max(length + 1u, width) - width;
}

fn isWindow(step: u32, width: u32) -> bool {
  let sequence = step / uniforms.time;
  return sequence < uniforms.batch && step - sequence * uniforms.time < windowsOf(sequence, width);
}

fn anyWindow(begin: u32, end: u32, width: u32) -> bool {
  for (var sequence = begin / uniforms.time; sequence < uniforms.batch && sequence * uniforms.time < end; sequence++) {
    let count = windowsOf(sequence, width);
    if (count > 0u && sequence * uniforms.time + count > begin) { return true; }
  }
  return false;
}
`;
