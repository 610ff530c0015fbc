import '@tensorflow/tfjs-backend-cpu';
import { memory, scalar, setBackend, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError, ShapeError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGroup, encodeGroups } from '../op/tensor-groups.js';
import { adamUpdate } from './adam-update.js';
import { rmspropUpdate } from './rmsprop-update.js';
import { sgdUpdate } from './sgd-update.js';

const numbers = (tensor: Tensor | undefined): number[] => [...(tensor as Tensor).dataSync()];

beforeAll(async () => {
  await setBackend('cpu');
});

describe('sgdUpdate', () => {
  const parameters = [tensor1d([1, 2]), scalar(3)];
  const gradients = [tensor1d([2, -4]), scalar(1)];

  it('goes against the gradient', () => {
    const { parameters: updated, velocities } = sgdUpdate(
      { parameters, gradients, velocities: [] },
      { learningRate: 0.5, momentum: 0, nesterov: false },
    );
    expect(updated.map(numbers)).toEqual([[0, 4], [2.5]]);
    expect(velocities).toEqual([]);
  });

  it('adds to the velocity, and looks ahead of it with nesterov', () => {
    const tensors = { parameters, gradients, velocities: [tensor1d([4, 0]), scalar(-2)] };
    const plain = sgdUpdate(tensors, { learningRate: 0.5, momentum: 0.5, nesterov: false });
    expect(plain.velocities.map(numbers)).toEqual([[4, -4], [0]]);
    expect(plain.parameters.map(numbers)).toEqual([[-1, 4], [3]]);
    const ahead = sgdUpdate(tensors, { learningRate: 0.5, momentum: 0.5, nesterov: true });
    expect(ahead.velocities.map(numbers)).toEqual([[4, -4], [0]]);
    expect(ahead.parameters.map(numbers)).toEqual([[-1, 5], [2.5]]);
  });

  it('leaves its inputs as they are and makes no tensor but its results', () => {
    const tensors = { parameters, gradients, velocities: [tensor1d([4, 0]), scalar(-2)] };
    const before = memory().numTensors;
    sgdUpdate(tensors, { learningRate: 0.5, momentum: 0.5, nesterov: true });
    expect(memory().numTensors - before).toBe(4);
    expect(Object.values(tensors).flat().map(numbers)).toEqual([[1, 2], [3], [2, -4], [1], [4, 0], [-2]]);
  });

  it('refuses lists that do not match', () => {
    const attributes = { learningRate: 1, momentum: 0, nesterov: false };
    expect(() => sgdUpdate({ parameters, gradients: [scalar(1)], velocities: [] }, attributes)).toThrow(ArgumentError);
    expect(() => sgdUpdate({ parameters, gradients: [scalar(1), scalar(1)], velocities: [] }, attributes)).toThrow(ShapeError);
    expect(() => sgdUpdate({ parameters, gradients, velocities: [] }, { ...attributes, momentum: 0.9 })).toThrow(
      'sgdUpdate: velocities must be one tensor for each of the 2 parameters, but is 0',
    );
  });
});

describe('rmspropUpdate', () => {
  it('divides by the root of the mean square', () => {
    const tensors = { parameters: [scalar(1)], gradients: [scalar(4)], meanSquares: [scalar(0)], velocities: [] };
    const { parameters, meanSquares } = rmspropUpdate(tensors, { learningRate: 0.5, smoothing: 0.75, epsilon: 0, momentum: 0 });
    expect(numbers(meanSquares[0])).toEqual([4]);
    expect(numbers(parameters[0])).toEqual([0]);
  });
});

describe('adamUpdate', () => {
  it('moves by the learning rate in the first step, whatever the size of the gradient', () => {
    const zeros = [tensor1d([0, 0])];
    const { parameters } = adamUpdate(
      { parameters: [tensor1d([1, 1])], gradients: [tensor1d([1e-3, -1e3])], firstMoments: zeros, secondMoments: zeros },
      { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 0, step: 1 },
    );
    expect(parameters[0]?.dataSync()[0]).toBeCloseTo(0.9, 6);
    expect(parameters[0]?.dataSync()[1]).toBeCloseTo(1.1, 6);
  });

  it('decays weights apart from the gradient', () => {
    const zeros = [scalar(0)];
    const { parameters } = adamUpdate(
      { parameters: [scalar(2)], gradients: zeros, firstMoments: zeros, secondMoments: zeros },
      { learningRate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.5, step: 1 },
    );
    expect(numbers(parameters[0])).toEqual([1.5]);
  });

  it('does nothing for no parameters', () => {
    const nothing = { parameters: [], gradients: [], firstMoments: [], secondMoments: [] };
    const attributes = { learningRate: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, step: 1 };
    expect(adamUpdate(nothing, attributes)).toEqual({ parameters: [], firstMoments: [], secondMoments: [] });
  });
});

it('encodes lists as named tensors and back, in order', () => {
  const parameter = Array.from({ length: 12 }, (_, i) => scalar(i));
  const named = encodeGroups({ parameter, gradient: [] });
  expect(Object.keys(named).slice(0, 2)).toEqual(['parameter0', 'parameter1']);
  expect(decodeGroup(named, 'parameter')).toEqual(parameter);
  expect(decodeGroup(named, 'gradient')).toEqual([]);
});
