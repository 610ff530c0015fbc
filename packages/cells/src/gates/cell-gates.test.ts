import { type Rank, slice, type Tensor3D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose, expectNoLeak, normalTensor } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { rnn } from '../cells/rnn.js';
import { lookUp } from '../embedding/look-up.js';
import { scan } from '../scan/scan.js';
import { type Matrix, matrixOf, noisyParams, plus, sigmoid, stepsOf, times, type Vector, vectorOf } from '../testing/vectors.js';
import { cellGates } from './cell-gates.js';

const random = createRandom(41);
const [time, size] = [5, 4];
const sizes = { inputSize: 3, hiddenSize: size };
const inputs = (): Tensor3D => normalTensor<Rank.R3>(random.split('inputs'), [1, time, 3]);

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

const part = (vector: Vector, index: number): Vector => vector.slice(index * size, (index + 1) * size);
const zip = (first: Vector, second: Vector, combine: (a: number, b: number) => number): Vector =>
  first.map((value, index) => combine(value, second[index] as number));
const zerosFirst = (states: Matrix, step: number): Vector => states[step - 1] ?? new Array<number>(size).fill(0);

describe('cellGates', () => {
  it('of an LSTM are its equations, with what the step before left', () => {
    const cell = lstm({ ...sizes, forgetBias: 0.7 });
    const params = noisyParams(cell, random.split('lstm'), 0.8);
    const [W, U, b] = [matrixOf(params.inputKernel), matrixOf(params.recurrentKernel), vectorOf(params.bias as never)];
    const gates = cellGates(cell, params, inputs());
    const [hidden, cells] = [stepsOf(gates.hidden), stepsOf(gates.cell)];
    const at = (gate: keyof typeof gates, step: number): Vector => stepsOf(gates[gate])[step] as Vector;
    stepsOf(inputs()).forEach((x, step) => {
      const sums = plus(times(x, W), times(zerosFirst(hidden, step), U), b);
      expectClose('input', at('input', step), part(sums, 0).map(sigmoid), 1e-6);
      expectClose(
        'forget',
        at('forget', step),
        part(sums, 1).map((sum) => sigmoid(sum + 0.7)),
        1e-6,
      );
      expectClose('candidate', at('candidate', step), part(sums, 2).map(Math.tanh), 1e-6);
      expectClose('output', at('output', step), part(sums, 3).map(sigmoid), 1e-6);
      const kept = zip(at('forget', step), zerosFirst(cells, step), (f, c) => f * c);
      const added = zip(at('input', step), at('candidate', step), (i, g) => i * g);
      expectClose('cell', at('cell', step), plus(kept, added), 1e-6);
      expectClose(
        'hidden',
        at('hidden', step),
        zip(at('output', step), at('cell', step), (o, c) => o * Math.tanh(c)),
        1e-6,
      );
    });
  });

  it.each([true, false])('of a GRU are its equations, reset after %s', (resetAfter) => {
    const cell = gru({ ...sizes, resetAfter });
    const params = noisyParams(cell, random.split('gru'), 0.8);
    const [W, U, b] = [matrixOf(params.inputKernel), matrixOf(params.recurrentKernel), vectorOf(params.bias as never)];
    const d = params.recurrentBias ? vectorOf(params.recurrentBias) : new Array<number>(3 * size).fill(0);
    const gates = cellGates(cell, params, inputs());
    const hidden = stepsOf(gates.hidden);
    const at = (gate: keyof typeof gates, step: number): Vector => stepsOf(gates[gate])[step] as Vector;
    stepsOf(inputs()).forEach((x, step) => {
      const before = zerosFirst(hidden, step);
      const [ofInput, ofState] = [plus(times(x, W), b), plus(times(before, U), d)];
      const [r, z, n] = [at('reset', step), at('update', step), at('candidate', step)];
      expectClose('reset', r, plus(part(ofInput, 0), part(ofState, 0)).map(sigmoid), 1e-6);
      expectClose('update', z, plus(part(ofInput, 1), part(ofState, 1)).map(sigmoid), 1e-6);
      const resetState = zip(r, before, (gate, value) => gate * value);
      const ofReset = resetAfter ? zip(r, part(ofState, 2), (gate, sum) => gate * sum) : part(times(resetState, U), 2);
      expectClose('candidate', n, plus(part(ofInput, 2), ofReset).map(Math.tanh), 1e-6);
      const renewed = zip(z, n, (gate, candidate) => (1 - gate) * candidate);
      expectClose(
        'hidden',
        at('hidden', step),
        plus(
          renewed,
          zip(z, before, (gate, value) => gate * value),
        ),
        1e-6,
      );
    });
  });

  it('of an RNN are its states', () => {
    const cell = rnn(sizes);
    const params = noisyParams(cell, random);
    const gates = cellGates(cell, params, inputs());
    expect(Object.keys(gates)).toEqual(['hidden']);
    expectClose('hidden', gates.hidden.dataSync(), scan(cell, params, inputs()).outputs.dataSync(), 1e-6);
  });

  it('of a padded batch in reverse are those of each sequence alone, and zero in the padding', () => {
    const cell = gru(sizes);
    const params = noisyParams(cell, random);
    const batch = normalTensor<Rank.R3>(random.split('two'), [2, time, 3]);
    const state = { h: normalTensor<Rank.R2>(random.split('state'), [2, size]) };
    const padded = cellGates(cell, params, batch, { lengths: tensor1d([time, 2], 'int32'), reverse: true, state });
    const alone = cellGates(cell, params, slice(batch, [1, 0, 0], [1, 2, 3]), {
      reverse: true,
      state: { h: slice(state.h, [1, 0], [1, size]) },
    });
    for (const gate of ['reset', 'update', 'candidate', 'hidden'] as const) {
      const [, second] = padded[gate].arraySync() as [number[][], number[][]];
      expectClose(gate, second.slice(0, 2).flat(), alone[gate].dataSync(), 1e-6);
      expect(new Set(second.slice(2).flat())).toEqual(new Set([0]));
    }
  });

  it('of tokens are those of the rows that they name', () => {
    const cell = lstm(sizes);
    const params = noisyParams(cell, random);
    const table = normalTensor<Rank.R2>(random.split('table'), [2, 3]);
    const ids = tensor2d([[1, 0, 1, 1]], [1, 4], 'int32');
    const looked = lookUp({ table, ids });
    const [byToken, byRow] = [cellGates(cell, params, { table, ids }), cellGates(cell, params, looked)];
    expectClose('forget', byToken.forget.dataSync(), byRow.forget.dataSync(), 1e-6);
  });

  it('leave nothing behind but themselves, also if the run fails', () => {
    const cell = lstm(sizes);
    const params = noisyParams(cell, random);
    const given = inputs();
    expectNoLeak(() => Object.values(cellGates(cell, params, given)));
    expectNoLeak(() => {
      expect(() => cellGates({ ...cell, step: () => ({}) as never }, params, given)).toThrow();
      return [];
    });
  });

  it('are asked of a cell that has them', () => {
    const { gates: _, ...silent } = rnn(sizes);
    expect(() => cellGates(silent, silent.createParams(random), inputs())).toThrow(
      'cellGates: cell must be a cell with a gates method, from which its step reads the state, but is "rnn"',
    );
  });
});
