import type { ValidationEnd } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { type ReduceOnPlateauOptions, reduceOnPlateau } from '../schedules/reduce-on-plateau.js';
import { type EarlyStoppingOptions, earlyStopping } from './early-stopping.js';

const validated = (value: number): ValidationEnd => ({ value, step: 1, epoch: 1 });

/** After which of these values training stops, from 1; 0 if it does not. */
function stopsAfter(values: readonly number[], options: EarlyStoppingOptions): number {
  const observer = earlyStopping(options);
  return 1 + values.findIndex((value) => observer.onValidationEnd(validated(value)) === 'stop');
}

/** The rate after each of these values. */
function rates(values: readonly number[], options: ReduceOnPlateauOptions): number[] {
  const schedule = reduceOnPlateau(options);
  return values.map((value) => {
    schedule.onValidationEnd(validated(value));
    return schedule(0);
  });
}

describe('earlyStopping', () => {
  it.each([
    ['min', 2, [3, 2, 2, 2], 4],
    ['min', 2, [3, 4, 2, 3, 1, 2], 0],
    ['max', 1, [0.5, 0.6, 0.6], 3],
    ['max', 3, [0.5, 0.4, 0.3, 0.2], 4],
    ['min', 1, [1, Number.NaN], 2],
    ['min', 2, [Number.NaN, Number.NaN], 2],
    ['min', 2, [Number.NaN, 5, 6], 0],
    ['min', 2, [Number.POSITIVE_INFINITY, 5, 6], 0],
    ['max', 1, [1, Number.POSITIVE_INFINITY], 2],
  ] as const)('%s with a patience of %d', (mode, patience, values, expected) => {
    expect(stopsAfter(values, { mode, patience })).toBe(expected);
  });

  it('asks for a change of at least so much', () => {
    const values = [1, 0.95, 0.9, 0.85];
    expect(stopsAfter(values, { mode: 'min', patience: 2 })).toBe(0);
    expect(stopsAfter(values, { mode: 'min', patience: 2, minimumChange: 0.07 })).toBe(0);
    expect(stopsAfter(values, { mode: 'min', patience: 2, minimumChange: 0.2 })).toBe(3);
  });

  it('goes on from its state, through JSON', () => {
    const first = earlyStopping({ mode: 'max', patience: 2 });
    first.onValidationEnd(validated(0.9));
    first.onValidationEnd(validated(0.8));
    const state = JSON.parse(JSON.stringify(first.state()));
    expect(stopsAfter([0.85], { mode: 'max', patience: 2, state })).toBe(1);
    expect(stopsAfter([0.85], { mode: 'max', patience: 2 })).toBe(0);
  });

  it('refuses what is out of range', () => {
    expect(() => earlyStopping({ mode: 'min', patience: 0 })).toThrow('earlyStopping: patience must be a whole number of at least 1');
    expect(() => earlyStopping({ mode: 'best' as 'min', patience: 1 })).toThrow('earlyStopping: mode must be one of min, max');
    expect(() => earlyStopping({ mode: 'min', patience: 1, minimumChange: -1 })).toThrow('earlyStopping: minimumChange');
  });
});

describe('reduceOnPlateau', () => {
  const options = { initial: 1, factor: 0.5, patience: 2, mode: 'min' } as const;

  it('falls when patience runs out, and then waits as long again', () => {
    expect(rates([3, 3, 3, 3, 3, 2, 2, 2], options)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125]);
    expect(rates([3, 3, 3, 3, 3, 2, 2, 2], { ...options, mode: 'max' })).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125]);
  });

  it('falls by a factor of ten by default, and not below its minimum', () => {
    const eager = { initial: 1, patience: 1, mode: 'min' } as const;
    expect(rates([3, 3, 3], eager).map((rate) => Number(rate.toFixed(6)))).toEqual([1, 0.1, 0.01]);
    expect(rates([3, 3, 3], { ...eager, minimum: 0.05 })).toEqual([1, 0.1, 0.05]);
  });

  it('goes on from its state, through JSON', () => {
    const first = reduceOnPlateau(options);
    for (const value of [3, 3, 3, 3]) first.onValidationEnd(validated(value));
    const state = JSON.parse(JSON.stringify(first.state()));
    expect(rates([3, 2], { ...options, state })).toEqual([0.25, 0.25]);
  });

  it('refuses what is out of range', () => {
    expect(() => reduceOnPlateau({ ...options, factor: 1 })).toThrow('reduceOnPlateau: factor must be a finite number from 0 to below 1');
    expect(() => reduceOnPlateau({ ...options, minimum: 2 })).toThrow('reduceOnPlateau: minimum must be a finite number from 0 to 1');
    expect(() => reduceOnPlateau({ ...options, initial: -1 })).toThrow('reduceOnPlateau: initial');
    expect(() => reduceOnPlateau({ ...options, patience: 0.5 })).toThrow('reduceOnPlateau: patience');
  });
});
