import type { Program } from '../program/program.js';

/** What programs for recurrences are told. */
export const recurrenceUniforms = {
  batch: 'u32',
  time: 'u32',
  hidden: 'u32',
  reverse: 'u32',
  hasLengths: 'u32',
  hasInitial: 'u32',
  lanes: 'u32',
} as const satisfies Program['uniforms'];

/** What all cells know of a step. */
export const stepHelpers = `
fn lengthOf(sequence: u32) -> u32 {
  if (uniforms.hasLengths == 0u) { return uniforms.time; }
  return u32(max(lengths[sequence], 0));
}
fn stepAt(visit: u32) -> u32 { return select(visit, uniforms.time - 1u - visit, uniforms.reverse == 1u); }
fn isFirstStep(step: u32, length: u32) -> bool { return select(step == 0u, step + 1u == length, uniforms.reverse == 1u); }
// The row of the step before, in the order of the visit; there is one unless the step is the first.
fn rowBefore(row: u32) -> u32 { return select(row - 1u, row + 1u, uniforms.reverse == 1u); }
`;
