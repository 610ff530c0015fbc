import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, flattenTree, type TensorTree, useBackend } from '@tidegate/core';
import { beforeAll, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { readWeights, toTensors } from './weights.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

it('a tree is read by its paths, and made of them again', async () => {
  const tree = { encoder: { '0': gru({ inputSize: 2, hiddenSize: 1 }).createParams(createRandom(1)) } };
  const valuesOf = (of: TensorTree) => flattenTree(of).map(([path, leaf]) => [path, leaf.shape, [...leaf.dataSync()]]);
  const before = memory().numTensors;
  const weights = await readWeights(tree);
  expect(memory().numTensors).toBe(before);
  expect(weights['encoder/0/inputKernel']?.shape).toEqual([2, 3]);
  expect(valuesOf(toTensors(weights))).toEqual(valuesOf(tree));
});
