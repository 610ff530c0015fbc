import { describe, expect, it } from 'vitest';
import { ArgumentError, assertInteger, assertNumber, assertOneOf } from './argument-error.js';

describe('ArgumentError', () => {
  it('names caller, argument, rule and value', () => {
    const error = new ArgumentError('train', 'steps', -3, 'a whole number of at least 0');
    expect(error.message).toBe('train: steps must be a whole number of at least 0, but is -3');
    expect(error).toMatchObject({ name: 'ArgumentError', argument: 'steps', value: -3, rule: 'a whole number of at least 0' });
  });

  it.each([
    ['', 'but is ""'],
    ['lsmt', 'but is "lsmt"'],
    [[1, 2], 'but is [1, 2]'],
    [undefined, 'but is undefined'],
    [Number.NaN, 'but is NaN'],
    [Symbol('s'), 'but is Symbol(s)'],
    [null, 'but is null'],
    [Object.create(null), 'but is [object Object]'],
    [[1, [2], { toString: 1 }, null], 'but is [1, [object Array], [object Object], null]'],
  ])('describes %o', (value, description) => {
    expect(new ArgumentError('f', 'x', value, 'another').message).toContain(description);
  });
});

describe('assertInteger', () => {
  const check = (value: number, least: number, most?: number) => () => assertInteger('f', 'x', value, least, most);

  it('allows both bounds', () => {
    for (const value of [1, 5, 8]) expect(check(value, 1, 8)).not.toThrow();
    expect(check(Number.MAX_SAFE_INTEGER, 0)).not.toThrow();
  });

  it.each([
    [0, 'f: x must be a whole number from 1 to 8, but is 0'],
    [9, 'but is 9'],
    [1.5, 'but is 1.5'],
    [Number.NaN, 'but is NaN'],
    [Number.POSITIVE_INFINITY, 'but is Infinity'],
  ])('refuses %d', (value, message) => {
    expect(check(value, 1, 8)).toThrow(ArgumentError);
    expect(check(value, 1, 8)).toThrow(message);
  });

  it('speaks of no upper bound where there is none', () => {
    expect(check(-1, 0)).toThrow('f: x must be a whole number of at least 0, but is -1');
  });
});

describe('assertNumber', () => {
  const check = (value: number, range: Parameters<typeof assertNumber>[3]) => () => assertNumber('f', 'x', value, range);

  it('allows both bounds, or all but the upper one', () => {
    expect(check(0, { least: 0, most: 1 })).not.toThrow();
    expect(check(1, { least: 0, most: 1 })).not.toThrow();
    expect(check(0.999, { least: 0, most: 1, open: true })).not.toThrow();
    expect(check(1, { least: 0, most: 1, open: true })).toThrow('f: x must be a finite number from 0 to below 1, but is 1');
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %d', (value) => {
    expect(check(value, { least: 0, most: 1 })).toThrow('f: x must be a finite number from 0 to 1');
  });

  it('refuses infinity even without an upper bound', () => {
    expect(check(Number.POSITIVE_INFINITY, { least: 0 })).toThrow('f: x must be a finite number of at least 0, but is Infinity');
  });
});

describe('assertOneOf', () => {
  it('lists what is allowed', () => {
    expect(() => assertOneOf('cell', 'kind', 'gru', ['lstm', 'gru'])).not.toThrow();
    expect(() => assertOneOf('cell', 'kind', 'lsmt', ['lstm', 'gru'])).toThrow('cell: kind must be one of lstm, gru, but is "lsmt"');
  });
});
