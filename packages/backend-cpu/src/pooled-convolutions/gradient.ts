import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { decodeGroup, PooledConvolutionsGradient, type PooledConvolutionsGradientInputs } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { matrix, transposed } from '../matrix/matrix.js';
import { columnSums } from '../sequence/column-sums.js';
import { inputsOf, makeOutput, readFloats, readIntegers } from '../tensors.js';
import { type Convolution, type Convolutions, readConvolutions, shifted, tap } from './windows.js';

export const pooledConvolutionsGradientKernel: KernelConfig = {
  kernelName: PooledConvolutionsGradient,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const given = readConvolutions(backend, inputs);
    const { batch, time, channels, convolutions } = given;
    const tensors = inputsOf<PooledConvolutionsGradientInputs>(inputs);
    const cache = {
      activations: readFloats(backend, tensors.activations),
      positions: readIntegers(backend, tensors.positions),
      pooledGradient: readFloats(backend, tensors.pooledGradient),
    };
    const steps = batch * time;
    const dInputs = new Float32Array(given.inputs.length);
    const dKernels = convolutions.map(({ values }) => new Float32Array(values.length));
    const dBiases = convolutions.map((convolution, index) => {
      const { values, width, filters } = convolution;
      const dSums = sumsGradient(given, convolution, cache);
      const dKernel = dKernels[index] as Float32Array;
      for (let offset = 0; offset < Math.min(width, time); offset++) {
        const arriving = matrix(dSums, steps - offset, filters);
        addProduct(tap(dKernel, channels, filters, offset), transposed(shifted(given.inputs, steps, channels, offset)), arriving);
        addProduct(shifted(dInputs, steps, channels, offset), arriving, transposed(tap(values, channels, filters, offset)));
      }
      return columnSums(dSums, filters);
    });
    const kernels = decodeGroup(inputs, 'kernel');
    return [
      makeOutput(backend, [batch, time, channels], dInputs),
      ...dKernels.map((values, index) => makeOutput(backend, (kernels[index] as TensorInfo).shape, values)),
      ...dBiases.map((values) => makeOutput(backend, [values.length], values)),
    ];
  },
};

interface Cache {
  readonly activations: Float32Array;
  readonly positions: Int32Array;
  readonly pooledGradient: Float32Array;
}

/** Of what enters the ReLU of one convolution, `[batch, time, filters]`: 0 wherever no window starts. */
function sumsGradient(
  { batch, time, features, windows }: Convolutions,
  { width, filters, feature }: Convolution,
  { activations, positions, pooledGradient }: Cache,
): Float32Array {
  const gradient = new Float32Array(batch * time * filters);
  for (let sequence = 0; sequence < batch; sequence++) {
    const count = windows(sequence, width);
    for (let filter = 0; filter < filters; filter++) {
      const at = feature + filter;
      const ofAverage = (pooledGradient[sequence * 2 * features + at] as number) / count;
      const ofLargest = pooledGradient[sequence * 2 * features + features + at] as number;
      const position = positions[sequence * features + at];
      for (let start = 0; start < count; start++) {
        const step = sequence * time + start;
        if ((activations[step * features + at] as number) <= 0) continue;
        gradient[step * filters + filter] = ofAverage + (start === position ? ofLargest : 0);
      }
    }
  }
  return gradient;
}
