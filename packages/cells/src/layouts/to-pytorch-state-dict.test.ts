import { cpuBackend } from '@tidegate/backend-cpu';
import { ArgumentError, type Cell, createRandom, type SequenceLayer, ShapeError, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { bidirectional } from '../layers/bidirectional.js';
import { withLearnedState } from '../layers/learned-state.js';
import { recurrent } from '../layers/recurrent.js';
import { stack } from '../layers/stack.js';
import { expectSameWeights } from '../testing/layout-case.js';
import { fromPytorchStateDict } from './from-pytorch-state-dict.js';
import { toPytorchStateDict } from './to-pytorch-state-dict.js';
import { readWeights, type Weights } from './weights.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const sizes = { inputSize: 2, hiddenSize: 3 };
const both = <C extends Cell>(create: () => C): SequenceLayer => bidirectional({ forward: create(), backward: create() });
const paramsOf = (layer: SequenceLayer): Promise<Weights> => readWeights(layer.createParams(createRandom(45)));

describe('toPytorchStateDict', () => {
  it('writes what fromPytorchStateDict reads to the bit', async () => {
    const top = () => lstm({ inputSize: 4, hiddenSize: 3, projection: 2 });
    const params = await paramsOf(stack([both(() => lstm({ ...sizes, projection: 2 })), both(top)]));
    const stateDict = toPytorchStateDict(params, { cell: 'lstm', prefix: 'rnn.' });
    expect(Object.keys(stateDict)).toContain('rnn.weight_hr_l1_reverse');
    expectSameWeights(fromPytorchStateDict(stateDict, { prefix: 'rnn.' }).params, params);
  });

  it('writes a cell alone and one in both directions as the lowest layer', async () => {
    const [alone, inBoth] = [await paramsOf(recurrent(gru(sizes))), await paramsOf(both(() => gru(sizes)))];
    const stacked = (weights: Weights) => Object.fromEntries(Object.entries(weights).map(([path, weight]) => [`0/${path}`, weight]));
    for (const params of [alone, inBoth]) {
      expect(toPytorchStateDict(params, { cell: 'gru' })).toEqual(toPytorchStateDict(stacked(params), { cell: 'gru' }));
    }
    expect(Object.keys(toPytorchStateDict(inBoth, { cell: 'gru' }))).toContain('bias_hh_l0_reverse');
  });

  it.each<[string, SequenceLayer, 'rnn' | 'lstm' | 'gru', new (...args: never) => Error, string]>([
    ['peepholes', stack([recurrent(lstm({ ...sizes, peepholes: true }))]), 'lstm', ArgumentError, 'params must be among inputKernel'],
    [
      'a layer that PyTorch has not',
      stack([withLearnedState(recurrent(rnn(sizes)))]),
      'rnn',
      ArgumentError,
      'params must be of cells in a stack, in both directions or alone, such as 0/forward/bias, but is "0/',
    ],
    ['a GRU that resets before the product', recurrent(gru({ ...sizes, resetAfter: false })), 'gru', ArgumentError, 'with recurrentBias'],
    [
      'another cell than the one that is named',
      recurrent(gru({ inputSize: 2, hiddenSize: 4, useBias: false })),
      'lstm',
      ArgumentError,
      'cell must be gru',
    ],
    [
      'layers of different sizes',
      stack([recurrent(rnn(sizes)), recurrent(rnn({ inputSize: 3, hiddenSize: 5 }))]),
      'rnn',
      ShapeError,
      'toPytorchStateDict: weight_ih_l1 must have shape [3, 3], but has [5, 3]',
    ],
    [
      'directions of different sizes',
      bidirectional({ forward: rnn(sizes), backward: rnn({ inputSize: 2, hiddenSize: 5 }) }),
      'rnn',
      ShapeError,
      'weight_ih_l0_reverse must have shape [3, 2], but has [5, 2]',
    ],
    [
      'outputs of both directions that are added',
      stack([bidirectional({ forward: gru(sizes), backward: gru(sizes), merge: 'sum' }), both(() => gru({ inputSize: 3, hiddenSize: 3 }))]),
      'gru',
      ShapeError,
      'weight_ih_l1 must have shape [9, 6], but has [9, 3]',
    ],
    [
      'a bias in one layer only',
      stack([recurrent(rnn(sizes)), recurrent(rnn({ inputSize: 3, hiddenSize: 3, useBias: false }))]),
      'rnn',
      ArgumentError,
      'weights must be named arrays with bias_ih_l1',
    ],
  ])('refuses %s', async (_, layer, cell, type, message) => {
    const params = await paramsOf(layer);
    expect(() => toPytorchStateDict(params, { cell })).toThrow(type);
    expect(() => toPytorchStateDict(params, { cell })).toThrow(message);
  });

  it('names the path of a kernel that is missing, and paths that mean the same place', async () => {
    const { '0/backward/recurrentKernel': _, ...params } = await paramsOf(stack([both(() => gru(sizes))]));
    expect(() => toPytorchStateDict(params, { cell: 'gru' })).toThrow(
      'toPytorchStateDict: weights must be named arrays with 0/backward/rec',
    );
    const twice = { ...(await paramsOf(recurrent(rnn(sizes)))), ...(await paramsOf(stack([recurrent(rnn(sizes))]))) };
    expect(() => toPytorchStateDict(twice, { cell: 'rnn' })).toThrow(
      'params must be of one cell for each layer and direction, but is [, 0/]',
    );
    expect(() => toPytorchStateDict({}, { cell: 'rnn' })).toThrow('must be named arrays with weight_ih_l0, but is []');
  });
});
