import { GruSequence, type GruSequenceAttributes, type GruSequenceInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { divide } from '../sequence/division.js';
import { projectInputs } from '../sequence/project-inputs.js';
import { sizesOf } from '../sequence/sizes.js';
import { resetAfterForward } from './reset-after.js';
import { resetBeforeForward } from './reset-before.js';

/** The whole sequence of every batch row in one dispatch, after one product for all inputs. */
export const gruSequenceKernel = defineKernel<GruSequenceInputs, GruSequenceAttributes>(GruSequence, ({ inputs, attributes, webgpu }) => {
  const { batch, time, hidden } = sizesOf(inputs);
  const { recurrentKernel, recurrentBias, initialH, lengths } = inputs;
  const { form, lanes, groups } = divide(webgpu.runsOn, { batch, hidden, sums: attributes.resetAfter ? 3 : 1, floatsPerRow: 2 * hidden });
  const results = webgpu.makeParts([
    [batch, time, hidden],
    [batch, hidden],
  ]);
  const cache = webgpu.makeTensor([batch, time, 4 * hidden]);
  const { projected, bias, release } = projectInputs(webgpu, inputs);
  webgpu.run(
    attributes.resetAfter ? resetAfterForward(form) : resetBeforeForward(form),
    {
      projected,
      recurrentKernel,
      lengths: lengths ?? recurrentKernel,
      initialH: initialH ?? recurrentKernel,
      bias: bias ?? recurrentKernel,
      recurrentBias: recurrentBias ?? recurrentKernel,
      results: results.whole,
      cache,
    },
    {
      ...{ batch, time, hidden, lanes, finalH: results.starts[1] as number, reverse: Number(attributes.reverse) },
      ...{ hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined) },
      ...{ hasBias: Number(bias !== undefined), hasRecurrentBias: Number(recurrentBias !== undefined) },
    },
    groups,
  );
  release();
  return [...results.infos, cache];
});
