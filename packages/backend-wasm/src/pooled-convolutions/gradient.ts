import { PooledConvolutionsGradient, type PooledConvolutionsGradientInputs, type PooledConvolutionsInputs } from '@tidegate/ops';
import { defineKernel } from '../kernel.js';
import { readConvolutions, runProblem } from './run-problem.js';

export const pooledConvolutionsGradientKernel = defineKernel<PooledConvolutionsInputs & PooledConvolutionsGradientInputs>(
  PooledConvolutionsGradient,
  ({ inputs, wasm }) => {
    const convolutions = readConvolutions(inputs);
    const { batch, time, channels, kernels, biases } = convolutions;
    const inputsGradient = wasm.allocate([batch, time, channels]);
    const kernelGradients = kernels.map(({ shape }) => wasm.allocate(shape));
    const biasGradients = biases.map(({ shape }) => wasm.allocate(shape));
    const addresses = {
      inputs: wasm.address(inputs.inputs),
      lengths: wasm.addressIfPresent(inputs.lengths),
      pooled: wasm.address(inputs.pooledGradient),
      activations: wasm.address(inputs.activations),
      positions: wasm.address(inputs.positions),
      inputsGradient: inputsGradient.address,
      kernelGradients: kernelGradients.map(({ address }) => address),
      biasGradients: biasGradients.map(({ address }) => address),
    };
    runProblem(wasm, convolutions, addresses, wasm.exports.pooledConvolutionsGradient);
    return [inputsGradient, ...kernelGradients, ...biasGradients].map(({ info }) => info);
  },
);
