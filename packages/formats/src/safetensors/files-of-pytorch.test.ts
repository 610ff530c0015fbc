import { cpuBackend } from '@tidegate/backend-cpu';
import { type FromPytorchOptions, fromPytorchStateDict, type Weights } from '@tidegate/cells';
import { useBackend } from '@tidegate/core';
import { readModule, recordedModules } from '@tidegate/fixtures/node';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputsOf } from '../testing/outputs-of.js';
import { decodeSafetensors } from './decode.js';
import { readFloats } from './floats.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const { outputs } = recordedModules;
const names = Object.keys(outputs);

const stateDictOf = (name: string): Weights => readFloats(decodeSafetensors(readModule(name)).tensors);

function optionsOf(name: string): FromPytorchOptions {
  return { ...(name.startsWith('rnn-relu') && { activation: 'relu' }), ...(name === 'tagger' && { prefix: 'encoder.' }) };
}

describe('a file of PyTorch', () => {
  it('is there for each cell, 1 to 3 layers and both directions, with biases and without', () => {
    const cells = ['rnn-tanh', 'rnn-relu', 'lstm', 'lstm-projection', 'gru'];
    const plain = cells.flatMap((cell) => [1, 2, 3].flatMap((layers) => [`${cell}-${layers}`, `${cell}-${layers}-both`]));
    const others = ['gru-1-f64', 'gru-1-f16', 'gru-1-bf16', 'tagger'];
    expect(names).toEqual([...plain, ...cells.map((cell) => `${cell}-2-both-no-bias`), ...others]);
  });

  it.each(names)('gives the outputs of PyTorch: %s', (name) => {
    for (const forgetBias of [1, 0, 0.3]) {
      const { layer, params } = fromPytorchStateDict(stateDictOf(name), { ...optionsOf(name), forgetBias });
      expectClose(name, outputsOf(layer, params), outputs[name]?.values ?? [], 1e-6);
    }
  });

  it('says what it holds', () => {
    const describe = (name: string) => fromPytorchStateDict(stateDictOf(name), optionsOf(name)).module;
    const sizes = { inputSize: 3, hiddenSize: 4 };
    expect(describe('rnn-tanh-1')).toEqual({ ...sizes, cell: 'rnn', layers: 1, bidirectional: false, useBias: true });
    expect(describe('gru-2-both-no-bias')).toEqual({ ...sizes, cell: 'gru', layers: 2, bidirectional: true, useBias: false });
    expect(describe('lstm-projection-3')).toEqual({
      ...sizes,
      cell: 'lstm',
      layers: 3,
      bidirectional: false,
      useBias: true,
      projection: 2,
    });
    expect(describe('tagger')).toEqual({ ...sizes, cell: 'lstm', layers: 2, bidirectional: true, useBias: true });
  });
});
