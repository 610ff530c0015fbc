import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { drawWeights, expectSameOutputs, expectSameWeights, rowsOf } from '../testing/layout-case.js';
import { at, clip, plus, sigmoid, times, type Vector } from '../testing/vectors.js';
import { tensorflow1Layout } from './tensorflow1.js';
import { requireWeight, type Weights } from './weights.js';

const random = createRandom(44);
const [inputs, units, projection] = [3, 4, 2];
const sizes = { inputSize: inputs, hiddenSize: units };
const zeros = (size: number): Vector => new Array(size).fill(0);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const matrix = (weights: Weights, name: string) => rowsOf(requireWeight('test', weights, name, ['rows', 'columns']));
const vector = (weights: Weights, name: string): Vector => [...requireWeight('test', weights, name, ['size']).data];
const part = (values: Vector, index: number): Vector => values.slice(index * units, (index + 1) * units);

const plainLstm = { kernel: [inputs + units, 4 * units], bias: [4 * units] };
const fullLstm = {
  kernel: [inputs + projection, 4 * units],
  bias: [4 * units],
  w_f_diag: [units],
  w_i_diag: [units],
  w_o_diag: [units],
  'projection/kernel': [units, projection],
};
const gruShapes = {
  'gates/kernel': [inputs + units, 2 * units],
  'gates/bias': [2 * units],
  'candidate/kernel': [inputs + units, units],
  'candidate/bias': [units],
};

describe('TensorFlow 1 weights', () => {
  it('of a BasicRNNCell give what its equation gives', () => {
    const weights = drawWeights({ kernel: [inputs + units, units], bias: [units] }, random);
    expectSameOutputs(rnn(sizes), tensorflow1Layout({ cell: 'rnn' }), weights, [zeros(units)], (x, [h]) => [
      plus(times([...x, ...(h as Vector)], matrix(weights, 'kernel')), vector(weights, 'bias')).map(Math.tanh),
    ]);
  });

  it.each([1, 0.3])('of a BasicLSTMCell, gates i, j, f, o, give what its equations give: forget bias %d', (forgetBias) => {
    const weights = drawWeights(plainLstm, random);
    const start = [zeros(units), zeros(units)];
    expectSameOutputs(lstm({ ...sizes, forgetBias }), tensorflow1Layout({ cell: 'lstm', forgetBias }), weights, start, (x, [m, c]) => {
      const all = plus(times([...x, ...(m as Vector)], matrix(weights, 'kernel')), vector(weights, 'bias'));
      const [i, j, f, o] = [part(all, 0), part(all, 1), part(all, 2), part(all, 3)];
      const next = (c as Vector).map((value, u) => value * sigmoid(at(f, u) + forgetBias) + sigmoid(at(i, u)) * Math.tanh(at(j, u)));
      return [next.map((value, u) => Math.tanh(value) * sigmoid(at(o, u))), next];
    });
  });

  it('of an LSTMCell with all of its options give what its equations give', () => {
    const weights = drawWeights(fullLstm, random);
    const options = { ...sizes, peepholes: true, cellClip: 0.5, projection, projectionClip: 0.3 };
    const [wf, wi, wo] = [vector(weights, 'w_f_diag'), vector(weights, 'w_i_diag'), vector(weights, 'w_o_diag')];
    const start = [zeros(projection), zeros(units)];
    expectSameOutputs(lstm(options), tensorflow1Layout({ cell: 'lstm' }), weights, start, (x, [m, c]) => {
      const all = plus(times([...x, ...(m as Vector)], matrix(weights, 'kernel')), vector(weights, 'bias'));
      const [i, j, f, o] = [part(all, 0), part(all, 1), part(all, 2), part(all, 3)];
      const next = (c as Vector).map((value, u) =>
        clip(sigmoid(at(f, u) + 1 + at(wf, u) * value) * value + sigmoid(at(i, u) + at(wi, u) * value) * Math.tanh(at(j, u)), 0.5),
      );
      const shown = next.map((value, u) => sigmoid(at(o, u) + at(wo, u) * value) * Math.tanh(value));
      return [times(shown, matrix(weights, 'projection/kernel')).map((value) => clip(value, 0.3)), next];
    });
  });

  it('of a GRUCell, gates r and u, give what its equations give', () => {
    const weights = drawWeights(gruShapes, random);
    const layout = tensorflow1Layout({ cell: 'gru', resetAfter: false });
    expectSameOutputs(gru({ ...sizes, resetAfter: false }), layout, weights, [zeros(units)], (x, [h]) => {
      const gates = plus(times([...x, ...(h as Vector)], matrix(weights, 'gates/kernel')), vector(weights, 'gates/bias')).map(sigmoid);
      const [r, u] = [part(gates, 0), part(gates, 1)];
      const reset = r.map((value, k) => value * at(h as Vector, k));
      const c = plus(times([...x, ...reset], matrix(weights, 'candidate/kernel')), vector(weights, 'candidate/bias')).map(Math.tanh);
      return [c.map((value, k) => at(u, k) * at(h as Vector, k) + (1 - at(u, k)) * value)];
    });
  });

  it('are the same once read and written, and ours once written and read', () => {
    const prefix = 'rnn/lstm_cell/';
    const cases = [
      [tensorflow1Layout({ cell: 'rnn' }), { kernel: [inputs + units, units], bias: [units] }],
      [tensorflow1Layout({ cell: 'lstm' }), plainLstm],
      [tensorflow1Layout({ cell: 'lstm' }), fullLstm],
      [tensorflow1Layout({ cell: 'gru', resetAfter: false }), gruShapes],
      [tensorflow1Layout({ cell: 'rnn', prefix }), { [`${prefix}kernel`]: [inputs + units, units], [`${prefix}bias`]: [units] }],
    ] as const;
    for (const [layout, shapes] of cases) {
      const weights = drawWeights(shapes, random);
      const ours = layout.read(weights);
      expectSameWeights(layout.write(ours), weights);
      expectSameWeights(layout.read(layout.write(ours)), ours);
    }
  });

  it('have zeros where ours have no bias', () => {
    const { write } = tensorflow1Layout({ cell: 'lstm' });
    const { bias } = write(drawWeights({ inputKernel: [2, 4], recurrentKernel: [1, 4] }, random));
    expect([...(bias?.data ?? [])]).toEqual([0, 0, 0, 0]);
  });

  it('have no place for a second bias, nor for what does not fit', () => {
    expect(() => tensorflow1Layout({ cell: 'gru' })).toThrow("resetAfter must be false: TensorFlow 1's GRUCell resets before the product");
    const { read, write } = tensorflow1Layout({ cell: 'gru', resetAfter: false });
    const ours = read(drawWeights(gruShapes, random));
    expect(() => write({ ...ours, recurrentBias: ours.bias as NonNullable<Weights[string]> })).toThrow('but is [recurrentBias]');
    expect(() => read(drawWeights({ ...gruShapes, 'candidate/kernel': [inputs, units] }, random))).toThrow(
      'candidate/kernel must have shape [7, 4], but has [3, 4]',
    );
    expect(() => read(drawWeights({ ...gruShapes, 'gates/kernel': [inputs + units, 3] }, random))).toThrow('a multiple of 2');
  });
});
