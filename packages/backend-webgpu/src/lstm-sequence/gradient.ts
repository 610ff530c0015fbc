import { type LstmSequenceAttributes, LstmSequenceGradient, type LstmSequenceGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { multiplyWithSums } from '../matrix-product/multiply.js';
import { remember } from '../program/remember.js';
import { activations } from '../sequence/activations.js';
import { type BackwardCell, backwardProgram } from '../sequence/backward-program.js';
import type { Form } from '../sequence/division.js';
import { goBack } from '../sequence/go-back.js';
import { previousStates } from '../sequence/previous-states.js';
import { sizesOf } from '../sequence/sizes.js';
import { together } from '../tensors/together.js';

const cell: BackwardCell = {
  name: LstmSequenceGradient,
  gates: 4,
  bindings: { initialC: 'f32', cGradient: 'f32', cache: 'f32' },
  uniforms: { hasCGradient: 'u32', cells: 'u32', initialCGradient: 'u32' },
  exchanges: [{ gates: 4, firstGate: 0 }],
  code: `
${activations}
fn place(exchange: u32, row: u32, column: u32) -> u32 { return row * 4u * uniforms.hidden + column; }
fn begin(sequence: u32, unit: u32) {
  let at = sequence * uniforms.hidden + unit;
  var gradient = 0.0;
  if (uniforms.hasCGradient == 1u) { gradient = cGradient[at]; }
  results[uniforms.initialCGradient + at] = gradient;
}
fn enter(sequence: u32, row: u32, unit: u32, arriving: f32, isFirst: bool) -> f32 {
  let hidden = uniforms.hidden;
  let start = row * 4u * hidden + unit;
  let i = cache[start];
  let f = cache[start + hidden];
  let g = cache[start + 2u * hidden];
  let o = cache[start + 3u * hidden];
  let squashed = hyperbolicTangent(cache[uniforms.cells + row * hidden + unit]);
  var before = 0.0;
  if (!isFirst) {
    before = cache[uniforms.cells + rowBefore(row) * hidden + unit];
  } else if (uniforms.hasInitial == 1u) {
    before = initialC[sequence * hidden + unit];
  }
  let carried = uniforms.initialCGradient + sequence * hidden + unit;
  let ofCell = results[carried] + arriving * o * (1.0 - squashed * squashed);
  results[carried] = ofCell * f;
  results[start] = ofCell * g * i * (1.0 - i);
  results[start + hidden] = ofCell * before * f * (1.0 - f);
  results[start + 2u * hidden] = ofCell * i * (1.0 - g * g);
  results[start + 3u * hidden] = arriving * squashed * o * (1.0 - o);
  return 0.0;
}
fn skip(row: u32, unit: u32) {
  for (var gate = 0u; gate < 4u; gate++) { results[(row * 4u + gate) * uniforms.hidden + unit] = 0.0; }
}
`,
};
const programOf = remember((form: Form) => backwardProgram(cell, form));

/** Back through all steps in one dispatch, then one product for the recurrent weights and the bias. */
export const lstmSequenceGradientKernel = defineKernel<LstmSequenceGradientInputs, LstmSequenceAttributes>(
  LstmSequenceGradient,
  ({ inputs, attributes: { reverse }, webgpu }) => {
    const sizes = sizesOf(inputs);
    const { batch, time, hidden } = sizes;
    const { outputs, gates, recurrentKernel, initialH, initialC, lengths, outputsGradient, hGradient, cGradient } = inputs;
    const results = webgpu.makeParts([
      [batch, time, 4 * hidden],
      [batch, hidden],
      [batch, hidden],
    ]);
    const [projectedGradient, ofInitialH, ofInitialC] = results.infos as [typeof outputs, typeof outputs, typeof outputs];
    const [, initialHGradient = 0, initialCGradient = 0] = results.starts;
    const cache = together(webgpu, [gates, inputs.cells]);
    goBack(webgpu, sizes, {
      program: programOf,
      recurrentKernel,
      exchanged: 4,
      bindings: {
        lengths: lengths ?? outputs,
        outputsGradient: outputsGradient ?? outputs,
        hGradient: hGradient ?? outputs,
        initialC: initialC ?? outputs,
        cGradient: cGradient ?? outputs,
        cache: cache.parts.whole,
        results: results.whole,
      },
      uniforms: {
        ...{ initialHGradient, initialCGradient, cells: cache.parts.starts[1] as number },
        ...{ reverse: Number(reverse), hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined) },
        ...{ hasOutputsGradient: Number(outputsGradient !== undefined), hasHGradient: Number(hGradient !== undefined) },
        hasCGradient: Number(cGradient !== undefined),
      },
    });
    cache.release();
    const previous = previousStates(webgpu, { outputs, initialH, lengths, reverse }, sizes);
    const { product, sums } = multiplyWithSums(webgpu, { left: previous, right: projectedGradient });
    webgpu.disposeData(previous.dataId);
    return [projectedGradient, product, sums, ofInitialH, ofInitialC];
  },
);
