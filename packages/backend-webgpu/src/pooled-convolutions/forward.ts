import { PooledConvolutions, type PooledConvolutionsInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { lineOf } from '../program/groups.js';
import { makeTable, packWeights, readConvolutions } from './convolutions.js';
import { convolve, pool, poolFeatures } from './forward-programs.js';
import { tileSize } from './tiled-product.js';

/** Two dispatches for any number of kernels. */
export const pooledConvolutionsKernel = defineKernel<PooledConvolutionsInputs>(PooledConvolutions, ({ inputs, webgpu }) => {
  const given = readConvolutions(inputs);
  const { batch, time, channels, features } = given;
  const pooled = webgpu.makeTensor([batch, 2 * features]);
  const activations = webgpu.makeTensor([batch, time, features]);
  const positions = webgpu.makeTensor([batch, features], 'int32');
  const weights = packWeights(webgpu, given);
  const tilesDown = Math.ceil((batch * time) / tileSize);
  const { table, tiles } = makeTable(webgpu, given, weights.starts, ({ filters }) => tilesDown * Math.ceil(filters / tileSize));
  const lengths = given.lengths ?? table;
  const sizes = { batch, time, hasLengths: given.lengths ? 1 : 0, channels, features };
  const bound = { inputs: inputs.inputs, lengths, table, weights: weights.whole, activations };
  webgpu.run(convolve, bound, { ...sizes, tiles }, lineOf(tiles));
  const groupsAcross = Math.ceil(features / poolFeatures);
  webgpu.run(pool, { lengths, table, activations, pooled, positions }, { ...sizes, groupsAcross }, lineOf(batch * groupsAcross));
  for (const { dataId } of [table, ...weights.infos]) webgpu.disposeData(dataId);
  return [pooled, activations, positions];
});
