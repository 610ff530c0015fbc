import { type Rank, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose, normalTensor, testCell } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../scan/scan.js';
import { at, matrixOf, noisyParams, plus, sigmoid, stepsOf, times, type Vector, vectorOf } from '../testing/vectors.js';
import { type Activation, activate, activations } from './activation.js';
import { gru } from './gru.js';
import { rnn } from './rnn.js';

const random = createRandom(12);
const sizes = { inputSize: 3, hiddenSize: 4 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('activations', () => {
  const truths: Readonly<Record<Activation, readonly number[]>> = {
    tanh: [-0.9950547, -0.4621172, 0, 0.7615942, 0.9999092],
    relu: [0, 0, 0, 1, 5],
    sigmoid: [0.0474259, 0.3775407, 0.5, 0.7310586, 0.9933071],
    hardSigmoid: [0, 0.4, 0.5, 0.7, 1],
    linear: [-3, -0.5, 0, 1, 5],
  };

  it.each(activations)('%s has its values', (activation) => {
    expectClose(activation, activate(activation, tensor2d([[-3, -0.5, 0, 1, 5]])).dataSync(), truths[activation], 1e-6);
  });
});

describe('gru with other activations', () => {
  it.each([true, false])('follows its equations, reset after %s', (resetAfter) => {
    const cell = gru({ ...sizes, resetAfter, activation: 'relu', recurrentActivation: 'hardSigmoid' });
    const params = noisyParams(cell, random, 0.8);
    const inputs = normalTensor<Rank.R3>(random.split('inputs'), [1, 5, 3]);
    const gate = (value: number): number => Math.max(0, Math.min(1, 0.2 * value + 0.5));
    const bias = vectorOf(params.bias as NonNullable<typeof params.bias>);
    const second: Vector = params.recurrentBias ? vectorOf(params.recurrentBias) : new Array(12).fill(0);
    const U = matrixOf(params.recurrentKernel);
    let h: Vector = [0, 0, 0, 0];
    const expected = stepsOf(inputs).map((x) => {
      const fromInput = plus(times(x, matrixOf(params.inputKernel)), bias);
      const fromState = plus(times(h, U), second);
      const r = h.map((_, u) => gate(at(fromInput, u) + at(fromState, u)));
      const z = h.map((_, u) => gate(at(fromInput, 4 + u) + at(fromState, 4 + u)));
      const before = times(
        h.map((value, u) => value * at(r, u)),
        U,
      );
      const n = h.map((_, u) => {
        const recurrent = resetAfter ? at(r, u) * at(fromState, 8 + u) : at(before, 8 + u);
        return Math.max(0, at(fromInput, 8 + u) + recurrent);
      });
      h = h.map((value, u) => (1 - at(z, u)) * at(n, u) + at(z, u) * value);
      return h;
    });
    expectClose('outputs', scan(cell, params, inputs).outputs.dataSync(), expected.flat(), 1e-6);
  });

  it('refuses an unknown one', () => {
    expect(() => gru({ ...sizes, activation: 'elu' as never })).toThrow('gru: activation must be one of');
    expect(() => gru({ ...sizes, recurrentActivation: 'elu' as never })).toThrow('gru: recurrentActivation must be one of');
    expect(() => rnn({ ...sizes, activation: 'elu' as never })).toThrow('rnn: activation must be one of');
  });
});

it.each(activations)('rnn follows its equation: %s', (activation) => {
  const functions = { tanh: Math.tanh, sigmoid, relu: (value: number) => Math.max(0, value), linear: (value: number) => value };
  const f = { ...functions, hardSigmoid: (value: number) => Math.max(0, Math.min(1, 0.2 * value + 0.5)) }[activation];
  const cell = rnn({ ...sizes, activation });
  const params = noisyParams(cell, random);
  const inputs = normalTensor<Rank.R3>(random.split('inputs'), [1, 5, 3]);
  let h: Vector = [0, 0, 0, 0];
  const expected = stepsOf(inputs).map((x) => {
    const bias = vectorOf(params.bias as NonNullable<typeof params.bias>);
    h = plus(times(x, matrixOf(params.inputKernel)), times(h, matrixOf(params.recurrentKernel)), bias).map(f);
    return h;
  });
  expectClose('outputs', scan(cell, params, inputs).outputs.dataSync(), expected.flat(), 1e-6);
});

it('cells are one op where their activations are those of the op', () => {
  const fused = activations.filter((activation) => rnn({ ...sizes, activation }).sequence);
  expect(fused).toEqual(['tanh', 'relu', 'sigmoid']);
  expect(gru({ ...sizes, activation: 'tanh', recurrentActivation: 'sigmoid' }).sequence).toBeDefined();
  expect(gru({ ...sizes, activation: 'relu' }).sequence).toBeUndefined();
  expect(gru({ ...sizes, recurrentActivation: 'hardSigmoid' }).sequence).toBeUndefined();
});

testCell('rnn, hard sigmoid', (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'hardSigmoid' }));
testCell('rnn, linear', (inputSize, hiddenSize) => rnn({ inputSize, hiddenSize, activation: 'linear' }));
testCell('gru, relu', (inputSize, hiddenSize) => gru({ inputSize, hiddenSize, activation: 'relu', recurrentActivation: 'hardSigmoid' }));
testCell('gru, reset before, linear', (inputSize, hiddenSize) =>
  gru({ inputSize, hiddenSize, resetAfter: false, activation: 'linear', recurrentActivation: 'tanh' }),
);
