import { eye, matMul, mul, type Rank, split } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { expectClose } from '@tidegate/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { gru } from '../cells/gru.js';
import { lstm } from '../cells/lstm.js';
import { type Initializer, initialize } from './initializer.js';

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

function drawn(initializer: Initializer): number[] {
  return [...initialize<Rank.R2>(initializer, [100, 50], { fanIn: 100, fanOut: 50 }, createRandom(2)).dataSync()];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2);

describe('initialize', () => {
  it('glorotUniform fills ±sqrt(6 / (fanIn + fanOut)) evenly', () => {
    const values = drawn({ kind: 'glorotUniform' });
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.2);
    expect(deviation(values)).toBeCloseTo(0.2 / Math.sqrt(3), 2);
  });

  it('uniform stays within its bounds and reaches close to both', () => {
    const values = drawn({ kind: 'uniform', low: -1, high: 3 });
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.min(...values)).toBeLessThan(-0.99);
    expect(Math.max(...values)).toBeLessThan(3);
    expect(Math.max(...values)).toBeGreaterThan(2.99);
  });

  it('refuses what a file may hold by mistake', () => {
    expect(() => drawn({ kind: 'glorot' } as never)).toThrow(
      'initializer.kind must be one of glorotUniform, heUniform, orthogonal, constant, uniform, normal, truncatedNormal, but is "glorot"',
    );
    expect(() => drawn(null as never)).toThrow('initializer must be an object with a kind, but is null');
    expect(() => drawn({ kind: 'truncatedNormal', deviation: Number.NaN })).toThrow('initializer.deviation');
    expect(() => drawn({ kind: 'normal', deviation: -1 })).toThrow('initializer.deviation');
    expect(() => drawn({ kind: 'uniform', low: 1, high: 0 })).toThrow('initializer.high must be a finite number of at least 1, but is 0');
  });

  it('normal has its deviation, and what lies beyond two of them', () => {
    const values = drawn({ kind: 'normal', deviation: 0.1 });
    expect(mean(values)).toBeCloseTo(0, 2);
    expect(deviation(values)).toBeCloseTo(0.1, 2);
    expect(Math.max(...values)).toBeGreaterThan(0.3);
  });

  it('truncatedNormal has nothing beyond two deviations', () => {
    const values = drawn({ kind: 'truncatedNormal', deviation: 0.01 });
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.02);
    expect(deviation(values)).toBeCloseTo(0.0088, 3);
  });

  it('heUniform fills ±sqrt(6 / fanIn) evenly', () => {
    const values = drawn({ kind: 'heUniform' });
    const limit = Math.sqrt(6 / 100);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(deviation(values)).toBeCloseTo(limit / Math.sqrt(3), 2);
  });

  it('constant is the same everywhere', () => {
    expect(new Set(drawn({ kind: 'constant', value: -0.5 }))).toEqual(new Set([-0.5]));
    expect(() => drawn({ kind: 'constant', value: Number.NaN })).toThrow('initializer.value');
  });

  it.each([
    [5, 5],
    [3, 7],
    [7, 3],
  ])('orthogonal has orthonormal rows or columns, times its gain: %i x %i', (rows, columns) => {
    const initializer: Initializer = { kind: 'orthogonal', gain: 2 };
    const matrix = initialize<Rank.R2>(initializer, [rows, columns], { fanIn: 1, fanOut: 1 }, createRandom(3));
    const products = matMul(matrix, matrix, rows > columns, rows <= columns);
    const fewer = Math.min(rows, columns);
    expectClose('products', products.dataSync(), mul(4, eye(fewer)).dataSync(), 1e-6);
    const other = initialize<Rank.R2>(initializer, [rows, columns], { fanIn: 1, fanOut: 1 }, createRandom(4));
    expect([...other.dataSync()]).not.toEqual([...matrix.dataSync()]);
    expect(() => drawn({ kind: 'orthogonal', gain: -1 })).toThrow('initializer.gain');
  });
});

describe('cells', () => {
  it('draw their recurrent kernel otherwise on request, orthogonal gate by gate', () => {
    const sizes = { inputSize: 3, hiddenSize: 4 };
    const params = gru({ ...sizes, recurrentInitializer: { kind: 'orthogonal' } }).createParams(createRandom(5));
    for (const gate of split(params.recurrentKernel, 3, 1)) {
      expectClose('products', matMul(gate, gate, true).dataSync(), eye(4).dataSync(), 1e-6);
    }
    const plain = gru(sizes).createParams(createRandom(5));
    expect([...params.inputKernel.dataSync()]).toEqual([...plain.inputKernel.dataSync()]);
    expect([
      ...lstm({ ...sizes, initializer: { kind: 'constant', value: 2 } })
        .createParams(createRandom(5))
        .recurrentKernel.dataSync(),
    ]).toEqual(new Array(64).fill(2));
  });
});
