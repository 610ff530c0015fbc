import { cpuBackend } from '@tidegate/backend-cpu';
import { ArgumentError, createRandom, ShapeError, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawWeights } from '../testing/layout-case.js';
import { fromPytorchStateDict } from './from-pytorch-state-dict.js';
import { toPytorchStateDict } from './to-pytorch-state-dict.js';
import { readWeights, type Weights } from './weights.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const random = createRandom(44);
const [inputSize, hiddenSize] = [2, 3];

/** The weights of a module, with `gates * hiddenSize` rows. */
function draw(gates: number, { layers = 1, both = false, projection = 0, useBias = true, prefix = '' } = {}): Weights {
  const [rows, outputSize] = [gates * hiddenSize, projection || hiddenSize];
  const shapes: Record<string, number[]> = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const direction of both ? ['', '_reverse'] : ['']) {
      const name = (part: string) => `${prefix}${part}_l${layer}${direction}`;
      shapes[name('weight_ih')] = [rows, layer === 0 ? inputSize : (both ? 2 : 1) * outputSize];
      shapes[name('weight_hh')] = [rows, outputSize];
      if (useBias) Object.assign(shapes, { [name('bias_ih')]: [rows], [name('bias_hh')]: [rows] });
      if (projection) shapes[name('weight_hr')] = [projection, hiddenSize];
    }
  }
  return drawWeights(shapes, random);
}

function shapesOf(weights: Weights): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
}

describe('fromPytorchStateDict', () => {
  it.each([
    ['an RNN', draw(1), {}],
    ['a GRU of three layers without biases', draw(3, { layers: 3, useBias: false }), {}],
    ['an LSTM of two layers in both directions, projected', draw(4, { layers: 2, both: true, projection: 2 }), {}],
    ['an LSTM without biases, but with a forget bias of ours', draw(4, { useBias: false }), {}],
    ['an LSTM without biases', draw(4, { useBias: false }), { forgetBias: 0 }],
  ])('makes a layer whose parameters are those that are read: %s', async (_, stateDict, options) => {
    const { layer, params } = fromPytorchStateDict(stateDict, options);
    expect(shapesOf(params)).toEqual(shapesOf(await readWeights(layer.createParams(random))));
  });

  it('leaves a module without biases as it is where our LSTM adds none', () => {
    const stateDict = draw(4, { useBias: false, layers: 2 });
    const { params } = fromPytorchStateDict(stateDict, { forgetBias: 0 });
    expect(toPytorchStateDict(params, { cell: 'lstm', forgetBias: 0 })).toEqual(stateDict);
    const { params: withBias } = fromPytorchStateDict(stateDict);
    expect(withBias['1/bias']?.data).toEqual(Float32Array.of(0, 0, 0, -1, -1, -1, 0, 0, 0, 0, 0, 0));
  });

  it('finds the module under its prefix, among others', () => {
    const stateDict = { ...draw(3, { prefix: 'encoder.rnn.', both: true }), ...draw(4, { prefix: 'decoder.' }), ...draw(1, { layers: 2 }) };
    const cellOf = (prefix: string) => fromPytorchStateDict(stateDict, { prefix }).module;
    expect(cellOf('encoder.rnn.')).toMatchObject({ cell: 'gru', layers: 1, bidirectional: true });
    expect(cellOf('decoder.')).toMatchObject({ cell: 'lstm', layers: 1, bidirectional: false });
    expect(cellOf('')).toMatchObject({ cell: 'rnn', layers: 2 });
  });

  it('says under which prefixes there are modules, or that there is none', () => {
    const stateDict = { ...draw(3, { prefix: 'encoder.' }), ...draw(3, { prefix: 'decoder.' }) };
    const message =
      'fromPytorchStateDict: prefix must be one under which there is weight_ih_l0, which here are "encoder.", "decoder.", but is ""';
    expect(() => fromPytorchStateDict(stateDict)).toThrow(message);
    const none = drawWeights({ 'linear.weight': [2, 2], 'linear.weight_ih': [2, 2] }, random);
    expect(() => fromPytorchStateDict(none, { prefix: 'rnn.' })).toThrow(
      'stateDict must be named arrays with rnn.weight_ih_l0, but is [linear.weight, linear.weight_ih]',
    );
  });

  const whole = draw(4, { layers: 2, both: true, projection: 2, prefix: 'rnn.' });
  it.each(Object.keys(whole))('names what is missing or has another shape: %s', (name) => {
    const { [name]: weight, ...others } = whole;
    const load = (stateDict: Weights) => () => fromPytorchStateDict(stateDict, { prefix: 'rnn.' });
    expect(load(others)).toThrow(ArgumentError);
    expect(load(others)).toThrow(`fromPytorchStateDict: weights must be named arrays with ${name}, but is [`);
    const wide = { shape: (weight?.shape ?? []).map((size) => 2 * size), data: new Float32Array(4 * (weight?.data.length ?? 0)) };
    expect(load({ ...whole, [name]: wide })).toThrow(ShapeError);
    expect(load({ ...whole, [name]: { ...wide, shape: [1, 1, 1] } })).toThrow(`fromPytorchStateDict: ${name} must have shape [`);
  });

  const { weight_hr_l0: _, ...leftOut } = draw(4, { projection: 2 });
  it.each<[string, Weights, string]>([
    ['a layer that is left out', drawWeights({ ...shapesOf(draw(3)), weight_ih_l2: [9, 3] }, random), 'arrays with weight_ih_l1'],
    ['a layer beyond counting', drawWeights({ ...shapesOf(draw(3)), [`weight_ih_l${'9'.repeat(400)}`]: [9, 3] }, random), 'weight_ih_l1'],
    [
      'a direction that only one layer has',
      { ...draw(3, { layers: 2 }), ...draw(3, { both: true }) },
      'weight_ih_l1 must have shape [9, 6], but has [9, 3]',
    ],
    ['gates of no cell', draw(2), 'weight_hh_l0 must have shape [hiddenSize times 1, 3 or 4, hiddenSize], but has [6, 3]'],
    ['a projection that is left out', leftOut, 'weight_hh_l0 must have shape [hiddenSize times 1, 3 or 4, hiddenSize], but has [12, 2]'],
    ['a projection of other gates', draw(3, { projection: 2 }), 'weight_hh_l0 must have shape [12, 2], but has [9, 2]'],
    ['no features', drawWeights({ weight_ih_l0: [0, 2], weight_hh_l0: [0, 0] }, random), 'weight_hh_l0 must have shape'],
    ['no inputs', drawWeights({ weight_ih_l0: [3, 0], weight_hh_l0: [3, 3] }, random), 'inputSize must be a whole number of at least 1'],
  ])('refuses %s', (_, stateDict, message) => {
    expect(() => fromPytorchStateDict(stateDict)).toThrow(message);
  });
});
