import { LstmSequence, type LstmSequenceAttributes, type LstmSequenceInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { remember } from '../program/remember.js';
import { divide, type Form } from '../sequence/division.js';
import { type ForwardCell, forwardProgram } from '../sequence/forward-program.js';
import { projectInputs } from '../sequence/project-inputs.js';
import { sizesOf } from '../sequence/sizes.js';

const cell: ForwardCell = {
  name: LstmSequence,
  gates: 4,
  bindings: { bias: 'f32', initialC: 'f32', cache: 'writes f32' },
  uniforms: { hasBias: 'u32', forgetBias: 'f32', cells: 'u32', finalC: 'u32' },
  code: `
fn inputOf(row: u32, unit: u32) -> vec4f {
  let hidden = uniforms.hidden;
  let start = row * 4u * hidden + unit;
  var sums = vec4f(projected[start], projected[start + hidden], projected[start + 2u * hidden], projected[start + 3u * hidden]);
  if (uniforms.hasBias == 1u) {
    sums += vec4f(bias[unit], bias[hidden + unit], bias[2u * hidden + unit], bias[3u * hidden + unit]);
  }
  return sums;
}
fn firstCell(sequence: u32, unit: u32) -> f32 {
  if (uniforms.hasInitial == 0u) { return 0.0; }
  return initialC[sequence * uniforms.hidden + unit];
}
fn advance(sequence: u32, row: u32, unit: u32, sums: Sums, previous: f32, isFirst: bool) -> f32 {
  let hidden = uniforms.hidden;
  let all = sums + inputOf(row, unit);
  let i = sigmoid(all.x);
  let f = sigmoid(all.y + uniforms.forgetBias);
  let g = hyperbolicTangent(all.z);
  let o = sigmoid(all.w);
  var c = 0.0;
  if (isFirst) { c = firstCell(sequence, unit); } else { c = cache[uniforms.cells + rowBefore(row) * hidden + unit]; }
  c = f * c + i * g;
  cache[uniforms.cells + row * hidden + unit] = c;
  let start = row * 4u * hidden + unit;
  cache[start] = i;
  cache[start + hidden] = f;
  cache[start + 2u * hidden] = g;
  cache[start + 3u * hidden] = o;
  return o * hyperbolicTangent(c);
}
fn finish(sequence: u32, unit: u32) {
  let length = lengthOf(sequence);
  var c = 0.0;
  if (length == 0u) {
    c = firstCell(sequence, unit);
  } else {
    let row = sequence * uniforms.time + select(length - 1u, 0u, uniforms.reverse == 1u);
    c = cache[uniforms.cells + row * uniforms.hidden + unit];
  }
  results[uniforms.finalC + sequence * uniforms.hidden + unit] = c;
}
`,
};
const programOf = remember((form: Form) => forwardProgram(cell, form));

/** The whole sequence of every batch row in one dispatch, after one product for all inputs. */
export const lstmSequenceKernel = defineKernel<LstmSequenceInputs, LstmSequenceAttributes>(
  LstmSequence,
  ({ inputs, attributes, webgpu }) => {
    const { batch, time, hidden } = sizesOf(inputs);
    const { recurrentKernel, initialH, initialC, lengths } = inputs;
    const { form, lanes, groups } = divide(webgpu.runsOn, { batch, hidden, sums: cell.gates, floatsPerRow: 2 * hidden });
    const results = webgpu.makeParts([
      [batch, time, hidden],
      [batch, hidden],
      [batch, hidden],
    ]);
    const cache = webgpu.makeParts([
      [batch, time, 4 * hidden],
      [batch, time, hidden],
    ]);
    const { projected, bias, release } = projectInputs(webgpu, inputs);
    const [, finalH = 0, finalC = 0] = results.starts;
    webgpu.run(
      programOf(form),
      {
        projected,
        recurrentKernel,
        // What is absent is not read, but something has to stand in its place.
        lengths: lengths ?? recurrentKernel,
        initialH: initialH ?? recurrentKernel,
        initialC: initialC ?? recurrentKernel,
        bias: bias ?? recurrentKernel,
        results: results.whole,
        cache: cache.whole,
      },
      {
        ...{ batch, time, hidden, lanes, finalH, finalC, cells: cache.starts[1] as number },
        ...{ reverse: Number(attributes.reverse), forgetBias: attributes.forgetBias },
        ...{ hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined), hasBias: Number(bias !== undefined) },
      },
      groups,
    );
    release();
    return [...results.infos, ...cache.infos];
  },
);
