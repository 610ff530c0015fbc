import { type Rank, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { at, stepsOf } from '../testing/vectors.js';
import { withLayerNormalization } from './layer-normalization.js';
import { recurrent } from './recurrent.js';

const random = createRandom(23);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('withLayerNormalization', () => {
  const plain = recurrent(gru({ inputSize: 3, hiddenSize: 4 }));
  const layer = withLayerNormalization(plain);
  const inputs = () => normalTensor<Rank.R3>(random.split('inputs'), [1, 3, 3]);

  it('normalises each step, scales and moves it, and leaves the padding at zero', () => {
    const [gain, bias] = [
      [1, 2, 0.5, -1],
      [0.1, 0, -3, 2],
    ] as const;
    const params = { ...layer.createParams(random), gain: tensor1d([...gain]), bias: tensor1d([...bias]) };
    const lengths = tensor1d([2], 'int32');
    const below = stepsOf(plain.run(params.layer, inputs(), { lengths }).outputs);
    const expected = below.map((y, step) => {
      const mean = y.reduce((sum, value) => sum + value, 0) / 4;
      const variance = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
      return y.map((value, i) => (step < 2 ? (at(gain, i) * (value - mean)) / Math.sqrt(variance + 1e-5) + at(bias, i) : 0));
    });
    expectClose('outputs', layer.run(params, inputs(), { lengths }).outputs.dataSync(), expected.flat(), 1e-5);
  });

  it('starts without scale and move, on the weights of the layer', () => {
    const params = layer.createParams(random);
    expect([...params.gain.dataSync()]).toEqual([1, 1, 1, 1]);
    expect([...params.bias.dataSync()]).toEqual([0, 0, 0, 0]);
    expect([...params.layer.inputKernel.dataSync()]).toEqual([...plain.createParams(random).inputKernel.dataSync()]);
  });

  it('gives numbers where all outputs of a step are alike', () => {
    const params = layer.createParams(random);
    expect(new Set(layer.run(params, zeros([1, 2, 3])).outputs.dataSync())).toEqual(new Set([0]));
  });
});
