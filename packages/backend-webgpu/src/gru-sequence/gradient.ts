import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type GruSequenceAttributes, GruSequenceGradient, type GruSequenceGradientInputs } from '@tidegate/ops';
import { defineKernel, type KernelCall } from '../kernel.js';
import { columnSums } from '../matrix-product/column-sums.js';
import { multiplyWithSums } from '../matrix-product/multiply.js';
import { goBack } from '../sequence/go-back.js';
import { previousStates } from '../sequence/previous-states.js';
import { type SequenceSizes, sizesOf } from '../sequence/sizes.js';
import type { Parts } from '../tensors/webgpu-tensors.js';
import { joinColumns } from './join-columns.js';
import { offeredStates } from './offered-states.js';
import { resetAfterBackward } from './reset-after.js';
import { resetBeforeBackward } from './reset-before.js';

type Call = KernelCall<GruSequenceGradientInputs, GruSequenceAttributes>;

/** Back through all steps in one dispatch, then the products for the recurrent weights and the biases. */
export const gruSequenceGradientKernel = defineKernel<GruSequenceGradientInputs, GruSequenceAttributes>(GruSequenceGradient, (call) => {
  const { inputs, attributes, webgpu } = call;
  const sizes = sizesOf(inputs);
  const results = backThroughTime(call, sizes);
  const { outputs, initialH, lengths } = inputs;
  const previous = previousStates(webgpu, { outputs, initialH, lengths, reverse: attributes.reverse }, sizes);
  const weights = attributes.resetAfter ? resetAfterWeights(call, results, previous) : resetBeforeWeights(call, results, previous);
  webgpu.disposeData(previous.dataId);
  const [projectedGradient, ofInitialH] = [results.infos[0] as TensorInfo, results.infos[1] as TensorInfo];
  for (const { dataId } of results.infos.slice(2)) webgpu.disposeData(dataId);
  return [projectedGradient, ...weights, ofInitialH];
});

/** Of the projected input and the initial state; then what the recurrent products got, as the variant needs it. */
function backThroughTime({ inputs, attributes, webgpu }: Call, sizes: SequenceSizes): Parts {
  const { reverse, resetAfter } = attributes;
  const { batch, time, hidden } = sizes;
  const { outputs, gates, recurrentKernel, initialH, lengths, outputsGradient, hGradient } = inputs;
  const ofProducts = resetAfter ? [3 * hidden] : [2 * hidden, hidden];
  const results = webgpu.makeParts([[batch, time, 3 * hidden], [batch, hidden], ...ofProducts.map((columns) => [batch, time, columns])]);
  const [, initialHGradient = 0, third = 0, fourth = 0] = results.starts;
  goBack(webgpu, sizes, {
    program: resetAfter ? resetAfterBackward : resetBeforeBackward,
    recurrentKernel,
    exchanged: resetAfter ? 3 : 2,
    bindings: {
      lengths: lengths ?? outputs,
      outputsGradient: outputsGradient ?? outputs,
      hGradient: hGradient ?? outputs,
      outputs,
      initialH: initialH ?? outputs,
      cache: gates,
      results: results.whole,
    },
    uniforms: {
      ...{ initialHGradient, recurrentGradient: third, ofGates: third, ofCandidate: fourth },
      ...{ reverse: Number(reverse), hasLengths: Number(lengths !== undefined), hasInitial: Number(initialH !== undefined) },
      ...{ hasOutputsGradient: Number(outputsGradient !== undefined), hasHGradient: Number(hGradient !== undefined) },
    },
  });
  return results;
}

/** Of the recurrent kernel, the bias and the recurrent bias. */
function resetAfterWeights({ webgpu }: Call, { infos }: Parts, previous: TensorInfo): TensorInfo[] {
  const { product, sums } = multiplyWithSums(webgpu, { left: previous, right: infos[2] as TensorInfo });
  return [product, columnSums(webgpu, infos[0] as TensorInfo), sums];
}

/** The same; both biases get the same, which two tensors share. */
function resetBeforeWeights({ inputs, webgpu }: Call, { infos }: Parts, previous: TensorInfo): TensorInfo[] {
  const ofGates = multiplyWithSums(webgpu, { left: previous, right: infos[2] as TensorInfo });
  const offered = offeredStates(webgpu, previous, inputs.gates);
  const ofCandidate = multiplyWithSums(webgpu, { left: offered, right: infos[3] as TensorInfo });
  const kernel = joinColumns(webgpu, ofGates.product, ofCandidate.product);
  const bias = joinColumns(webgpu, ofGates.sums, ofCandidate.sums);
  for (const { dataId } of [offered, ...Object.values(ofGates), ...Object.values(ofCandidate)]) webgpu.disposeData(dataId);
  webgpu.incRef(bias.dataId);
  return [kernel, bias, bias];
}
