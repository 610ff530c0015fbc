import { describe, expect, it, test } from 'vitest';
import { gateRange } from './gate-range.js';
import { gateStatistics } from './gate-statistics.js';

describe('gateRange', () => {
  const sizes = { hiddenSize: 4 };

  it.each([
    ['forget', { cell: 'lstm' }, [0, 1]],
    ['update', { cell: 'gru', recurrentActivation: 'hardSigmoid' }, [0, 1]],
    ['update', { cell: 'gru', recurrentActivation: 'linear' }, undefined],
    ['candidate', { cell: 'gru' }, [-1, 1]],
    ['candidate', { cell: 'lstm', activation: 'relu' }, undefined],
    ['cell', { cell: 'lstm' }, undefined],
    ['hidden', { cell: 'rnn', activation: 'sigmoid' }, [0, 1]],
    ['hidden', { cell: 'rnn', activation: 'linear' }, undefined],
    ['hidden', { cell: 'gru' }, [-1, 1]],
    ['hidden', { cell: 'gru', learnedState: true }, undefined],
    ['hidden', { cell: 'lstm' }, [-1, 1]],
    ['hidden', { cell: 'lstm', learnedState: true }, [-1, 1]],
    ['hidden', { cell: 'lstm', projection: 3 }, undefined],
    ['hidden', { cell: 'gru', recurrentActivation: 'relu' }, undefined],
  ] as const)('of %s of %j is %j', (gate, config, expected) => {
    expect(gateRange(gate, { ...sizes, ...config })).toEqual(expected);
  });
});

describe('gateStatistics', () => {
  it('counts the tenths of the range, the outer ones as saturated', () => {
    const { mean, deviation, histogram, ...ends } = gateStatistics([0, 0.05, 0.5, 0.95], [0, 1]);
    expect([mean, deviation]).toEqual([
      expect.closeTo(0.375),
      expect.closeTo(Math.sqrt((0.375 ** 2 + 0.325 ** 2 + 0.125 ** 2 + 0.575 ** 2) / 4)),
    ]);
    expect(ends).toEqual({ range: [0, 1], low: 0.5, high: 0.25 });
    expect(histogram).toEqual([0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 0.25]);
  });

  it('goes over the values themselves where there is no range, and knows no saturation there', () => {
    const statistics = gateStatistics([-3, 0, 1, 2], undefined);
    expect(statistics).toEqual({ mean: 0, deviation: Math.sqrt(3.5), range: [-3, 2], histogram: expect.any(Array) });
    expect(statistics.histogram).toEqual([0.25, 0, 0, 0, 0, 0, 0.25, 0, 0.25, 0.25]);
  });

  test.each([
    [
      [0.25, 0.25],
      [0.25, 0.25],
    ],
    [
      [Number.NaN, Number.NaN],
      [0, 0],
    ],
  ])('stands values %j that are all alike, or no numbers', (values, range) => {
    const { histogram, ...others } = gateStatistics(values, undefined);
    expect(others.range).toEqual(range);
    expect(histogram[0]).toBe(Number.isNaN(values[0]) ? 0 : 1);
  });
});
