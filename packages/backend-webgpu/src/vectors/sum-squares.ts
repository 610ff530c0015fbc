import type { TensorInfo } from '@tensorflow/tfjs-core';
import { lineOf } from '../program/groups.js';
import type { Program } from '../program/program.js';
import type { BufferPart, WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { eachPlace, type PlacedVector, placeBindings, places, placeUniforms, placeVectors, vectorsPerDispatch } from './places.js';
import { sumWidth, workgroupSum } from './workgroup-sum.js';

/** Elements that a workgroup sums. */
const elementsPerGroup = 16 * sumWidth;

export interface SquaredVector {
  readonly given: TensorInfo | BufferPart;
  readonly size: number;
  readonly coefficient: number;
}

const program: Program = {
  name: 'SumSquares',
  key: 'SumSquares',
  bindings: { ...placeBindings, partials: 'writes f32' },
  uniforms: { ...placeUniforms, firstPartial: 'u32', unit: 'f32' },
  code: () => /* wgsl */ `
${workgroupSum}
${places}
${eachPlace(
  sumWidth,
  /* wgsl */ `
  let start = (number - place.firstGroup) * ${elementsPerGroup}u;
  let end = min(start + ${elementsPerGroup}u, place.size);
  var squares = 0.0;
  for (var index = start + lane; index < end; index += ${sumWidth}u) {
    let element = uniforms.unit * givenAt(place.vector, index);
    squares += element * element;
  }
  let total = workgroupSum(vec2f(place.coefficient * squares, 0.0), lane);
  if (lane == 0u) {
    partials[uniforms.firstPartial + number] = total.x;
  }
`,
)}
`,
};

/**
 * The sum of `coefficient * sum((unit * element)^2)` over all vectors, as numbers that are still to be added, `[partials]`; at least one.
 *
 * @param unit keeps the squares of large elements within the range of floats
 */
export function sumSquares(webgpu: WebgpuTensors, vectors: readonly SquaredVector[], unit: number): TensorInfo {
  const placed = vectors.map((vector): PlacedVector => ({ ...vector, groups: Math.ceil(vector.size / elementsPerGroup) }));
  const count = placed.reduce((sum, { groups }) => sum + groups, 0);
  if (count === 0) return webgpu.makeZeros([1]);
  const partials = webgpu.makeTensor([count]);
  let firstPartial = 0;
  for (let start = 0; start < placed.length; start += vectorsPerDispatch) {
    const { given, uniforms, groups } = placeVectors(placed.slice(start, start + vectorsPerDispatch));
    webgpu.run(program, { ...given, partials }, { ...uniforms, firstPartial, unit }, lineOf(groups));
    firstPartial += groups;
  }
  return partials;
}
