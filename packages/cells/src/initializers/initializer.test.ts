import type { Rank } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
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
});
