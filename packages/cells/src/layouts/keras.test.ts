import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { drawWeights, expectSameOutputs, expectSameWeights, rowsOf } from '../testing/layout-case.js';
import { at, type Matrix, plus, sigmoid, times, type Vector } from '../testing/vectors.js';
import { kerasLayout } from './keras.js';
import type { WeightArray } from './weights.js';

const random = createRandom(43);
const [inputs, units] = [3, 4];
const sizes = { inputSize: inputs, hiddenSize: units };
const zero: Vector = new Array(units).fill(0);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const draw = (gates: number, biasShape: readonly number[]) =>
  drawWeights({ kernel: [inputs, gates * units], recurrent_kernel: [units, gates * units], bias: biasShape }, random.split(gates)) as {
    readonly [name in 'kernel' | 'recurrent_kernel' | 'bias']: WeightArray;
  };
/** The columns of one gate: Keras slices its kernels so, `kernel[:, units:2 * units]`. */
const gate = (values: Vector, index: number): Vector => values.slice(index * units, (index + 1) * units);
const columnsOf = (matrix: Matrix, index: number): Matrix => matrix.map((row) => gate(row, index));

describe('Keras weights', () => {
  it('of a SimpleRNN give what its equations give', () => {
    const weights = draw(1, [units]);
    const [W, U, [b]] = [rowsOf(weights.kernel), rowsOf(weights.recurrent_kernel), rowsOf(weights.bias)];
    expectSameOutputs(rnn(sizes), kerasLayout({ cell: 'rnn' }), weights, [zero], (x, [h]) => [
      plus(times(x, W), b as Vector, times(h as Vector, U)).map(Math.tanh),
    ]);
  });

  it.each([1, 0, 0.25])('of an LSTM, gates i, f, c, o, give what its equations give, our forget bias being %d', (forgetBias) => {
    const weights = draw(4, [4 * units]);
    const [W, U, [b]] = [rowsOf(weights.kernel), rowsOf(weights.recurrent_kernel), rowsOf(weights.bias)];
    expectSameOutputs(lstm({ ...sizes, forgetBias }), kerasLayout({ cell: 'lstm', forgetBias }), weights, [zero, zero], (x, [h, c]) => {
      const z = plus(times(x, W), times(h as Vector, U), b as Vector);
      const [i, f, o] = [gate(z, 0).map(sigmoid), gate(z, 1).map(sigmoid), gate(z, 3).map(sigmoid)];
      const next = zero.map((_, u) => at(f, u) * at(c as Vector, u) + at(i, u) * Math.tanh(at(gate(z, 2), u)));
      return [next.map((value, u) => at(o, u) * Math.tanh(value)), next];
    });
  });

  it('of a GRU with reset_after, gates z, r, h and two biases, give what its equations give', () => {
    const weights = draw(3, [2, 3 * units]);
    const [W, U, [b, d]] = [rowsOf(weights.kernel), rowsOf(weights.recurrent_kernel), rowsOf(weights.bias)];
    expectSameOutputs(gru(sizes), kerasLayout({ cell: 'gru' }), weights, [zero], (x, [h]) => {
      const [fromInput, fromState] = [plus(times(x, W), b as Vector), plus(times(h as Vector, U), d as Vector)];
      const [z, r] = [plus(gate(fromInput, 0), gate(fromState, 0)).map(sigmoid), plus(gate(fromInput, 1), gate(fromState, 1)).map(sigmoid)];
      const hh = zero.map((_, u) => Math.tanh(at(gate(fromInput, 2), u) + at(r, u) * at(gate(fromState, 2), u)));
      return [zero.map((_, u) => at(z, u) * at(h as Vector, u) + (1 - at(z, u)) * at(hh, u))];
    });
  });

  it('of a GRU without reset_after give what its equations give', () => {
    const weights = draw(3, [3 * units]);
    const [W, U, [b]] = [rowsOf(weights.kernel), rowsOf(weights.recurrent_kernel), rowsOf(weights.bias)];
    const layout = kerasLayout({ cell: 'gru', resetAfter: false });
    expectSameOutputs(gru({ ...sizes, resetAfter: false }), layout, weights, [zero], (x, [h]) => {
      const fromInput = plus(times(x, W), b as Vector);
      const part = (index: number, state: Vector): Vector => plus(gate(fromInput, index), times(state, columnsOf(U, index)));
      const [z, r] = [part(0, h as Vector).map(sigmoid), part(1, h as Vector).map(sigmoid)];
      const hh = part(
        2,
        r.map((value, u) => value * at(h as Vector, u)),
      ).map(Math.tanh);
      return [zero.map((_, u) => at(z, u) * at(h as Vector, u) + (1 - at(z, u)) * at(hh, u))];
    });
  });

  it('are the same once read and written, and ours once written and read', () => {
    const cases = [
      [kerasLayout({ cell: 'rnn', prefix: 'model/' }), draw(1, [units]), 0],
      [kerasLayout({ cell: 'lstm', forgetBias: 0 }), draw(4, [4 * units]), 0],
      [kerasLayout({ cell: 'lstm' }), draw(4, [4 * units]), 2e-7],
      [kerasLayout({ cell: 'gru' }), draw(3, [2, 3 * units]), 0],
      [kerasLayout({ cell: 'gru', resetAfter: false }), draw(3, [3 * units]), 0],
    ] as const;
    for (const [index, [layout, weights, tolerance]] of cases.entries()) {
      const named = Object.fromEntries(Object.entries(weights).map(([name, weight]) => [index === 0 ? `model/${name}` : name, weight]));
      const ours = layout.read(named);
      expectSameWeights(layout.write(ours), named, tolerance);
      expectSameWeights(layout.read(layout.write(ours)), ours, tolerance);
    }
  });

  it('may have no bias', () => {
    const { bias: _, ...weights } = draw(3, [3 * units]);
    expectSameWeights(kerasLayout({ cell: 'gru' }).write(kerasLayout({ cell: 'gru' }).read(weights)), weights);
    const { bias: _b, ...lstmWeights } = draw(4, [4 * units]);
    const { bias } = kerasLayout({ cell: 'lstm', forgetBias: 2 }).read(lstmWeights);
    expect([...(bias?.data ?? [])]).toEqual([...zero, ...zero.map(() => -2), ...zero, ...zero]);
  });

  it('have no place for a projection or peepholes, or for the second bias of the other GRU', () => {
    const read = kerasLayout({ cell: 'lstm' }).read(draw(4, [4 * units]));
    const projected = { ...read, projectionKernel: { shape: [4, 2], data: new Float32Array(8) } };
    expect(() => kerasLayout({ cell: 'lstm' }).write(projected)).toThrow('kerasLayout: params must be among');
    const two = kerasLayout({ cell: 'gru' }).read(draw(3, [2, 3 * units]));
    expect(() => kerasLayout({ cell: 'gru', resetAfter: false }).write(two)).toThrow('but is [recurrentBias]');
    expect(() => kerasLayout({ cell: 'gru' }).read(draw(3, [3 * units]))).toThrow('bias must have shape [2, 12], but has [12]');
  });
});
