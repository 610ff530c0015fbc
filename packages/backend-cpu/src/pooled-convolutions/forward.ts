import type { KernelConfig } from '@tensorflow/tfjs-core';
import { PooledConvolutions } from '@tidegate/ops';
import { addProduct } from '../matrix/add-product.js';
import { makeIntegers, makeOutput } from '../tensors.js';
import { type Convolution, type Convolutions, featureColumns, readConvolutions, shifted, tap } from './windows.js';

export const pooledConvolutionsKernel: KernelConfig = {
  kernelName: PooledConvolutions,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const given = readConvolutions(backend, inputs);
    const { batch, time, features, convolutions } = given;
    const activations = new Float32Array(batch * time * features);
    const pooled = new Float32Array(batch * 2 * features);
    const positions = new Int32Array(batch * features).fill(-1);
    for (const convolution of convolutions) {
      convolve(given, convolution, activations);
      for (let sequence = 0; sequence < batch; sequence++) pool(given, convolution, sequence, activations, pooled, positions);
    }
    return [
      makeOutput(backend, [batch, 2 * features], pooled),
      makeOutput(backend, [batch, time, features], activations),
      makeIntegers(backend, [batch, features], positions),
    ];
  },
};

/** Fills the columns of one convolution with its sums, before the ReLU. */
function convolve({ batch, time, channels, features, inputs }: Convolutions, convolution: Convolution, sums: Float32Array): void {
  const { values, bias, width, filters, feature } = convolution;
  const steps = batch * time;
  for (let step = 0; step < steps; step++) sums.set(bias, step * features + feature);
  for (let offset = 0; offset < width; offset++) {
    addProduct(
      featureColumns(sums, steps - offset, features, convolution),
      shifted(inputs, steps, channels, offset),
      tap(values, channels, filters, offset),
    );
  }
}

/** Activates the windows of one sequence, and pools them. */
function pool(
  { time, features, windows }: Convolutions,
  { width, filters, feature }: Convolution,
  sequence: number,
  activations: Float32Array,
  pooled: Float32Array,
  positions: Int32Array,
): void {
  const count = windows(sequence, width);
  if (count === 0) return;
  for (let at = feature; at < feature + filters; at++) {
    let sum = 0;
    let largest = -1;
    for (let start = 0; start < count; start++) {
      const place = (sequence * time + start) * features + at;
      const activation = Math.max(activations[place] as number, 0);
      activations[place] = activation;
      sum += activation;
      if (activation > largest || Number.isNaN(activation)) {
        largest = activation;
        positions[sequence * features + at] = start;
      }
    }
    pooled[sequence * 2 * features + at] = sum / count;
    pooled[sequence * 2 * features + features + at] = largest;
  }
}
