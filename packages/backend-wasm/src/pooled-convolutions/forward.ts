import { PooledConvolutions, type PooledConvolutionsInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { readConvolutions, runProblem } from './run-problem.js';

export const pooledConvolutionsKernel = defineKernel<PooledConvolutionsInputs>(PooledConvolutions, ({ inputs, wasm }) => {
  const convolutions = readConvolutions(inputs);
  const { batch, time, features } = convolutions;
  const pooled = wasm.allocate([batch, 2 * features]);
  const activations = wasm.allocate([batch, time, features]);
  const positions = wasm.allocate([batch, features], 'int32');
  const addresses = {
    inputs: wasm.address(inputs.inputs),
    lengths: wasm.addressIfPresent(inputs.lengths),
    pooled: pooled.address,
    activations: activations.address,
    positions: positions.address,
    inputsGradient: 0,
    kernelGradients: [],
    biasGradients: [],
  };
  runProblem(wasm, convolutions, addresses, wasm.exports.pooledConvolutions);
  return [pooled.info, activations.info, positions.info];
});
