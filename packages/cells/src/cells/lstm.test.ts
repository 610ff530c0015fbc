import type { Rank } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose, normalTensor, testCell } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../scan/scan.js';
import { at, clip, type Matrix, matrixOf, noisyParams, plus, sigmoid, stepsOf, times, type Vector, vectorOf } from '../testing/vectors.js';
import { type LstmParams, lstm } from './lstm.js';
import type { LstmOptions } from './lstm-options.js';

const random = createRandom(11);
const sizes = { inputSize: 3, hiddenSize: 4 };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const variants: Readonly<Record<string, Partial<LstmOptions>>> = {
  peepholes: { peepholes: true },
  'cell clip': { cellClip: 0.3 },
  projection: { projection: 2 },
  'projection clip': { projection: 2, projectionClip: 0.05 },
  'relu and hard sigmoid': { activation: 'relu', recurrentActivation: 'hardSigmoid' },
  'all of them': { peepholes: true, cellClip: 0.4, projection: 5, projectionClip: 0.2, forgetBias: 0.5, activation: 'sigmoid' },
};

const functions: Readonly<Record<string, (value: number) => number>> = {
  tanh: Math.tanh,
  relu: (value) => Math.max(0, value),
  sigmoid,
  hardSigmoid: (value) => Math.max(0, Math.min(1, 0.2 * value + 0.5)),
};

/** TensorFlow 1's `LSTMCell`, element by element: h and c after the steps of one sequence that starts from zeros. */
function byHand(options: LstmOptions, params: LstmParams, steps: Matrix): { readonly outputs: Matrix; readonly c: Vector } {
  const { hiddenSize, forgetBias = 1, activation = 'tanh', recurrentActivation = 'sigmoid' } = options;
  const { cellClip = Number.POSITIVE_INFINITY, projectionClip = Number.POSITIVE_INFINITY } = options;
  const act = functions[activation] as (value: number) => number;
  const gate = functions[recurrentActivation] as (value: number) => number;
  const peephole = (name: 'inputPeephole' | 'forgetPeephole' | 'outputPeephole', u: number): number =>
    at(params[name] ? vectorOf(params[name]) : new Array(hiddenSize).fill(0), u);
  let h: Vector = new Array(options.projection ?? hiddenSize).fill(0);
  let c: Vector = new Array(hiddenSize).fill(0);
  const outputs = steps.map((x) => {
    const sums = plus(
      times(x, matrixOf(params.inputKernel)),
      times(h, matrixOf(params.recurrentKernel)),
      vectorOf(params.bias as NonNullable<LstmParams['bias']>),
    );
    const old = c;
    c = old.map((value, u) => {
      const i = gate(at(sums, u) + peephole('inputPeephole', u) * value);
      const f = gate(at(sums, hiddenSize + u) + forgetBias + peephole('forgetPeephole', u) * value);
      return clip(f * value + i * act(at(sums, 2 * hiddenSize + u)), cellClip);
    });
    const shown = c.map((value, u) => gate(at(sums, 3 * hiddenSize + u) + peephole('outputPeephole', u) * value) * act(value));
    h = params.projectionKernel ? times(shown, matrixOf(params.projectionKernel)).map((value) => clip(value, projectionClip)) : shown;
    return h;
  });
  return { outputs, c };
}

describe('lstm', () => {
  const inputs = () => normalTensor<Rank.R3>(random.split('inputs'), [1, 6, 3]);

  it.each(Object.entries({ plain: {}, ...variants }))('follows its equations: %s', (_, variant) => {
    const options = { ...sizes, ...variant };
    const cell = lstm(options);
    const params = noisyParams(cell, random, 0.8);
    const { outputs, state } = scan(cell, params, inputs());
    const expected = byHand(options, params, stepsOf(inputs()));
    expectClose('outputs', outputs.dataSync(), expected.outputs.flat(), 1e-6);
    expectClose('c', state.c.dataSync(), expected.c, 1e-6);
  });

  it.each(Object.entries(variants))('gives something else than without the option: %s', (_, variant) => {
    const options = { ...sizes, ...variant };
    const params = noisyParams(lstm(options), random, 0.8);
    const { inputPeephole: _i, forgetPeephole: _f, outputPeephole: _o, ...others } = params;
    const { peepholes: _p, cellClip: _c, projectionClip: _q, activation: _a, recurrentActivation: _r, ...plain } = options;
    if (variant.projection && !variant.projectionClip) return expect(lstm(options).hiddenSize).toBe(variant.projection);
    const found = scan(lstm(options), params, inputs()).outputs.dataSync();
    expect([...found]).not.toEqual([...scan(lstm(plain), others, inputs()).outputs.dataSync()]);
  });

  it('is one op as long as its equations are those of the op', () => {
    expect(lstm({ ...sizes, forgetBias: 0, useBias: false, activation: 'tanh', recurrentActivation: 'sigmoid' }).sequence).toBeDefined();
    for (const variant of Object.values(variants)) expect(lstm({ ...sizes, ...variant }).sequence).toBeUndefined();
  });

  it('has the parameters of its options', () => {
    const shapes = Object.entries(lstm({ ...sizes, peepholes: true, projection: 2, useBias: false }).createParams(random));
    expect(Object.fromEntries(shapes.map(([name, { shape }]) => [name, shape]))).toEqual({
      inputKernel: [3, 16],
      recurrentKernel: [2, 16],
      inputPeephole: [4],
      forgetPeephole: [4],
      outputPeephole: [4],
      projectionKernel: [4, 2],
    });
  });

  it('draws what an option adds beside what was there before', () => {
    const plain = lstm(sizes).createParams(random);
    const more = lstm({ ...sizes, peepholes: true }).createParams(random);
    expect([...more.recurrentKernel.dataSync()]).toEqual([...plain.recurrentKernel.dataSync()]);
    expect([...(more.inputPeephole?.dataSync() ?? [])]).not.toEqual([...(more.forgetPeephole?.dataSync() ?? [])]);
  });

  it('refuses what cannot be', () => {
    expect(() => lstm({ ...sizes, cellClip: 0 })).toThrow('lstm: cellClip must be a finite number above 0, but is 0');
    expect(() => lstm({ ...sizes, projection: 1.5 })).toThrow('lstm: projection must be a whole number of at least 1');
    expect(() => lstm({ ...sizes, projectionClip: 1 })).toThrow('lstm: projectionClip must be given together with projection, but is 1');
    expect(() => lstm({ ...sizes, forgetBias: Number.NaN })).toThrow('lstm: forgetBias must be a finite number');
    expect(() => lstm({ ...sizes, activation: 'elu' as never })).toThrow('lstm: activation must be one of tanh, relu, sigmoid');
    expect(() => lstm({ ...sizes, recurrentActivation: 'elu' as never })).toThrow('lstm: recurrentActivation must be one of');
  });
});

for (const [name, { projection: _, ...variant }] of Object.entries(variants)) {
  const projects = _ !== undefined;
  testCell(`lstm, ${name}`, (inputSize, hiddenSize) =>
    lstm({ inputSize, ...variant, ...(projects ? { hiddenSize: hiddenSize + 3, projection: hiddenSize } : { hiddenSize }) }),
  );
}
