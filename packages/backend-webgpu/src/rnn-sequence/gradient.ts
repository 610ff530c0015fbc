import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type RnnActivation, type RnnSequenceAttributes, RnnSequenceGradient, type RnnSequenceGradientInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { multiplyWithSums } from '../matrix-product/multiply.js';
import { remember } from '../program/remember.js';
import { backwardProgram } from '../sequence/backward-program.js';
import type { Form } from '../sequence/division.js';
import { goBack } from '../sequence/go-back.js';
import { previousStates } from '../sequence/previous-states.js';
import { sizesOf } from '../sequence/sizes.js';

/** By what the activation gave. */
const slope: Readonly<Record<RnnActivation, string>> = {
  tanh: '1.0 - y * y',
  relu: 'select(0.0, 1.0, y > 0.0)',
  sigmoid: 'y * (1.0 - y)',
};

const programOf = remember((activation: RnnActivation, form: Form) =>
  backwardProgram(
    {
      name: RnnSequenceGradient,
      variant: activation,
      gates: 1,
      bindings: { outputs: 'f32' },
      exchanges: [{ gates: 1, firstGate: 0 }],
      code: `
fn place(exchange: u32, row: u32, column: u32) -> u32 { return row * uniforms.hidden + column; }
fn begin(sequence: u32, unit: u32) {}
fn enter(sequence: u32, row: u32, unit: u32, arriving: f32, isFirst: bool) -> f32 {
  let y = outputs[row * uniforms.hidden + unit];
  results[row * uniforms.hidden + unit] = arriving * (${slope[activation]});
  return 0.0;
}
fn skip(row: u32, unit: u32) { results[row * uniforms.hidden + unit] = 0.0; }
`,
    },
    form,
  ),
);

/** Back through all steps in one dispatch, then one product for the recurrent weights and the bias. */
export const rnnSequenceGradientKernel = defineKernel<RnnSequenceGradientInputs, RnnSequenceAttributes>(
  RnnSequenceGradient,
  ({ inputs, attributes: { reverse, activation }, webgpu }) => {
    const sizes = sizesOf(inputs);
    const { batch, time, hidden } = sizes;
    const { outputs, recurrentKernel, initialH, lengths, outputsGradient, hGradient } = inputs;
    const results = webgpu.makeParts([
      [batch, time, hidden],
      [batch, hidden],
    ]);
    const [projectedGradient, ofInitialH] = results.infos as [TensorInfo, TensorInfo];
    goBack(webgpu, sizes, {
      program: (form) => programOf(activation, form),
      recurrentKernel,
      exchanged: 1,
      bindings: {
        lengths: lengths ?? outputs,
        outputsGradient: outputsGradient ?? outputs,
        hGradient: hGradient ?? outputs,
        outputs,
        results: results.whole,
      },
      uniforms: {
        ...{ initialHGradient: results.starts[1] as number, reverse: Number(reverse) },
        ...{ hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined) },
        ...{ hasOutputsGradient: Number(outputsGradient !== undefined), hasHGradient: Number(hGradient !== undefined) },
      },
    });
    const previous = previousStates(webgpu, { outputs, initialH, lengths, reverse }, sizes);
    const { product, sums } = multiplyWithSums(webgpu, { left: previous, right: projectedGradient });
    webgpu.disposeData(previous.dataId);
    return [projectedGradient, product, sums, ofInitialH];
  },
);
