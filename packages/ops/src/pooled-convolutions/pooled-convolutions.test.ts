import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { grads, ones, type Rank, setBackend, sum, type Tensor, type Tensor3D, tensor1d, tensor3d, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { pooledConvolutions } from './pooled-convolutions.js';

beforeAll(async () => {
  await setBackend('cpu');
});

/** Two sequences of one channel: `1 -5 2 .` and `3 . . .`, with what stands in the padding. */
const inputs = tensor3d([1, -5, 2, 99, 3, 99, 99, 99], [2, 4, 1]);
const lengths = tensor1d([3, 1], 'int32');
const kernels = [ones<Rank.R3>([1, 1, 1]), tensor3d([1, -1], [2, 1, 1])];
const biases = [tensor1d([0]), tensor1d([0.5])];

describe('pooledConvolutions', () => {
  it('averages and takes the maximum over the windows of each sequence', () => {
    // Width 1: 1, 0, 2 and 3. Width 2: 6.5, 0 and no window.
    const { pooled } = pooledConvolutions({ inputs, kernels, biases, lengths });
    expect([...pooled.dataSync()]).toEqual([1, 3.25, 2, 6.5, 3, 0, 3, 0]);
  });

  it('takes all steps without lengths', () => {
    const { pooled } = pooledConvolutions({ inputs, kernels: kernels.slice(0, 1), biases: biases.slice(0, 1) });
    expect([...pooled.dataSync()]).toEqual([25.5, 99, 75, 99]);
  });

  it('lets nothing flow back from where there is no window, or no activation', () => {
    const [dInputs, dKernel, dBias] = grads((x, kernel, bias) => {
      const given = { inputs: x as Tensor3D, kernels: [kernel as Tensor3D], biases: [bias as never], lengths };
      return sum(pooledConvolutions(given).pooled);
    })([inputs, kernels[1] as Tensor, biases[1] as Tensor]);
    // One window of the first sequence is above 0: half of it is in the average, all in the maximum.
    expect([...(dInputs as Tensor).dataSync()]).toEqual([1.5, -1.5, 0, 0, 0, 0, 0, 0]);
    expect([...(dKernel as Tensor).dataSync()]).toEqual([1.5, -7.5]);
    expect([...(dBias as Tensor).dataSync()]).toEqual([1.5]);
  });

  it('refuses what does not fit', () => {
    expect(() => pooledConvolutions({ inputs, kernels: [], biases: [] })).toThrow(ArgumentError);
    expect(() => pooledConvolutions({ inputs, kernels, biases: [] })).toThrow(
      'pooledConvolutions: biases must be one bias for each of the 2',
    );
    expect(() => pooledConvolutions({ inputs, kernels: [zeros([1, 2, 1])], biases: [zeros([1])] })).toThrow(ShapeError);
    expect(() => pooledConvolutions({ inputs, kernels: [zeros([1, 1, 2])], biases: [zeros([1])] })).toThrow('biases[0]');
    expect(() => pooledConvolutions({ inputs, kernels, biases, lengths: tensor1d([1], 'int32') })).toThrow('lengths');
    expect(() => pooledConvolutions({ inputs, kernels, biases, lengths: tensor1d([1, 1]) })).toThrow('lengths.dtype must be int32');
  });
});
