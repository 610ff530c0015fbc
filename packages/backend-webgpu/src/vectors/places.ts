import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BindingType, UniformType } from '../program/program.js';
import type { BufferPart } from '../tensors/webgpu-tensors.js';

/** So many vectors one dispatch takes: each is a binding, and one is left for what is written. */
export const vectorsPerDispatch = 7;
/** Beyond the number of every workgroup. */
const never = 0xffff_ffff;

/** A vector that a dispatch reads, and what it needs to know of it. */
export interface PlacedVector {
  readonly given: TensorInfo | BufferPart;
  readonly size: number;
  /** Of a row, where the vector is a matrix that workgroups take by rows. */
  readonly columns?: number;
  readonly coefficient: number;
  /** Where its elements lie in the buffer that is written, role by role; at most three. */
  readonly starts?: readonly number[];
  /** Workgroups that work at it. */
  readonly groups: number;
}

const numbers = Array.from({ length: vectorsPerDispatch }, (_, index) => index);

export const placeBindings: Readonly<Record<string, BindingType>> = Object.fromEntries(numbers.map((i) => [`given${i}`, 'f32']));

export const placeUniforms: Readonly<Record<string, UniformType>> = Object.fromEntries([
  ['groups', 'u32'],
  ...numbers.flatMap((i) => [
    ...['firstGroup', 'size', 'columns', 'startA', 'startB', 'startC'].map((name) => [`${name}${i}`, 'u32']),
    [`coefficient${i}`, 'f32'],
  ]),
]);

const placeOf = numbers
  .toReversed()
  .map((i) => {
    const fields = ['firstGroup', 'size', 'columns', 'coefficient'].map((name) => `uniforms.${name}${i}`);
    const starts = `vec3u(uniforms.startA${i}, uniforms.startB${i}, uniforms.startC${i})`;
    return `  ${i === 0 ? '' : `if (number >= uniforms.firstGroup${i}) `}{ return Place(${i}u, ${fields.join(', ')}, ${starts}); }`;
  })
  .join('\n');

const givenAt = numbers.map((i) => `    ${i === 0 ? 'default' : `case ${i}u`}: { return given${i}[index]; }`).join('\n');

/** WGSL: a `main` of so many invocations, which runs `body` for each workgroup with its `number`, its `place` and the `lane` within. */
export function eachPlace(width: number, body: string): string {
  return `
@compute @workgroup_size(${width})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = groupIndex(group, groups);
  if (number >= uniforms.groups) { return; }
  let place = placeOf(number);
  ${body.trim()}
}
`;
}

/** WGSL: `placeOf(number)` tells which vector a workgroup works at, and `givenAt(vector, index)` gives one of its elements. */
export const places = /* wgsl */ `
struct Place {
  vector: u32,
  firstGroup: u32,
  size: u32,
  columns: u32,
  coefficient: f32,
  starts: vec3u,
}

fn placeOf(number: u32) -> Place {
${placeOf}
}

fn givenAt(vector: u32, index: u32) -> f32 {
  switch (vector) {
${givenAt}
  }
}
`;

/** What binds up to seven vectors, and the uniforms that say where they are. */
export function placeVectors(vectors: readonly PlacedVector[]): {
  readonly given: Readonly<Record<string, TensorInfo | BufferPart>>;
  readonly uniforms: Readonly<Record<string, number>>;
  readonly groups: number;
} {
  const given: Record<string, TensorInfo | BufferPart> = {};
  const uniforms: Record<string, number> = {};
  let groups = 0;
  for (const i of numbers) {
    const vector = vectors[i];
    // Something must be bound in any case.
    given[`given${i}`] = (vector ?? (vectors[0] as PlacedVector)).given;
    const [startA = 0, startB = 0, startC = 0] = vector?.starts ?? [];
    const values = { firstGroup: vector ? groups : never, size: vector?.size ?? 0, columns: vector?.columns ?? 0, startA, startB, startC };
    for (const [name, value] of Object.entries(values)) uniforms[`${name}${i}`] = value;
    uniforms[`coefficient${i}`] = vector?.coefficient ?? 0;
    groups += vector?.groups ?? 0;
  }
  return { given, uniforms: { ...uniforms, groups }, groups };
}
