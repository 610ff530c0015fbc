import type { TensorInfo } from '@tensorflow/tfjs-core';
import { PooledConvolutionsGradient, type PooledConvolutionsGradientInputs, type PooledConvolutionsInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { groupsOfElements } from '../program/each-element.js';
import { lineOf } from '../program/groups.js';
import type { BufferPart, Parts, WebgpuTensors } from '../tensors/webgpu-tensors.js';
import { type Convolutions, makeTable, makeWeights, packWeights, readConvolutions } from './convolutions.js';
import { addSlicesProgram, inputsGradientProgram, weightsGradientProgram } from './gradient-programs.js';
import { tileDepth, tileSize } from './tiled-product.js';

/** Workgroups that keep a GPU busy; fewer share the steps among them. */
const enoughGroups = 128;
/** So that a slice is worth its being added up. */
const fewestSteps = 512;

/** Two dispatches for any number of kernels, three where there is too little to do but for many steps. */
export const pooledConvolutionsGradientKernel = defineKernel<PooledConvolutionsInputs & PooledConvolutionsGradientInputs>(
  PooledConvolutionsGradient,
  ({ inputs, webgpu }) => {
    const given = readConvolutions(inputs);
    const { batch, time, channels } = given;
    const { activations, positions, pooledGradient } = inputs;
    const inputsGradient = webgpu.makeTensor([batch, time, channels]);
    const weights = packWeights(webgpu, given);
    const weightsGradient = makeWeights(webgpu, given);
    const { table, tiles } = makeTable(
      webgpu,
      given,
      weights.starts,
      ({ width, filters }) => Math.ceil((width * channels + 1) / tileSize) * Math.ceil(filters / tileSize),
    );
    const bound = { lengths: given.lengths ?? table, table, activations, positions, pooledGradient };
    const tilesAcross = Math.ceil(channels / tileSize);
    webgpu.run(
      inputsGradientProgram,
      { ...bound, weights: weights.whole, inputsGradient },
      { ...uniformsOf(given), tilesAcross },
      lineOf(Math.ceil((batch * time) / tileSize) * tilesAcross),
    );
    differentiateWeights(webgpu, given, { ...bound, inputs: inputs.inputs }, weightsGradient, tiles);
    for (const { dataId } of [table, ...weights.infos]) webgpu.disposeData(dataId);
    return [inputsGradient, ...weightsGradient.infos];
  },
);

function uniformsOf({ batch, time, channels, features, lengths, convolutions }: Convolutions): Readonly<Record<string, number>> {
  return { batch, time, channels, features, hasLengths: lengths ? 1 : 0, convolutions: convolutions.length };
}

function differentiateWeights(
  webgpu: WebgpuTensors,
  given: Convolutions,
  bound: Readonly<Record<string, TensorInfo | BufferPart>>,
  weightsGradient: Parts,
  tiles: number,
): void {
  const steps = given.batch * given.time;
  const slices = Math.max(1, Math.min(Math.floor(enoughGroups / tiles), Math.floor(steps / fewestSteps)));
  const sliceSteps = Math.ceil(steps / slices / tileDepth) * tileDepth;
  const sliceSize = weightsGradient.whole.size / 4;
  const uniforms = { ...uniformsOf(given), tiles, slices, sliceSteps, sliceSize };
  const groups = lineOf(tiles * slices);
  if (slices === 1) {
    webgpu.run(weightsGradientProgram, { ...bound, weightsGradient: weightsGradient.whole }, uniforms, groups);
    return;
  }
  const slicesGradient = webgpu.makeTensor([slices, sliceSize]);
  webgpu.run(weightsGradientProgram, { ...bound, weightsGradient: slicesGradient }, uniforms, groups);
  webgpu.run(
    addSlicesProgram,
    { slicesGradient, weightsGradient: weightsGradient.whole },
    { slices, size: sliceSize },
    groupsOfElements(sliceSize),
  );
  webgpu.disposeData(slicesGradient.dataId);
}
