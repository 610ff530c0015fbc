import { type RnnActivation, RnnSequence, type RnnSequenceAttributes, type RnnSequenceInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { remember } from '../program/remember.js';
import { divide, type Form } from '../sequence/division.js';
import { forwardProgram } from '../sequence/forward-program.js';
import { projectInputs } from '../sequence/project-inputs.js';
import { sizesOf } from '../sequence/sizes.js';

const activate: Readonly<Record<RnnActivation, string>> = {
  tanh: 'hyperbolicTangent(sum)',
  relu: 'max(sum, 0.0)',
  sigmoid: 'sigmoid(sum)',
};

const programOf = remember((activation: RnnActivation, form: Form) =>
  forwardProgram(
    {
      name: RnnSequence,
      variant: activation,
      gates: 1,
      bindings: { bias: 'f32' },
      uniforms: { hasBias: 'u32' },
      code: `
fn advance(sequence: u32, row: u32, unit: u32, sums: Sums, previous: f32, isFirst: bool) -> f32 {
  var sum = sums + projected[row * uniforms.hidden + unit];
  if (uniforms.hasBias == 1u) { sum += bias[unit]; }
  return ${activate[activation]};
}
fn finish(sequence: u32, unit: u32) {}
`,
    },
    form,
  ),
);

/** The whole sequence of every batch row in one dispatch, after one product for all inputs. */
export const rnnSequenceKernel = defineKernel<RnnSequenceInputs, RnnSequenceAttributes>(RnnSequence, ({ inputs, attributes, webgpu }) => {
  const { batch, time, hidden } = sizesOf(inputs);
  const { recurrentKernel, initialH, lengths } = inputs;
  const { form, lanes, groups } = divide(webgpu.runsOn, { batch, hidden, sums: 1, floatsPerRow: 2 * hidden });
  const results = webgpu.makeParts([
    [batch, time, hidden],
    [batch, hidden],
  ]);
  const { projected, bias, release } = projectInputs(webgpu, inputs);
  webgpu.run(
    programOf(attributes.activation, form),
    {
      projected,
      recurrentKernel,
      lengths: lengths ?? recurrentKernel,
      initialH: initialH ?? recurrentKernel,
      bias: bias ?? recurrentKernel,
      results: results.whole,
    },
    {
      ...{ batch, time, hidden, lanes, finalH: results.starts[1] as number, reverse: Number(attributes.reverse) },
      ...{ hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined), hasBias: Number(bias !== undefined) },
    },
    groups,
  );
  release();
  return [...results.infos];
});
