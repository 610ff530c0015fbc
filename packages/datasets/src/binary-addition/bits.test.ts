import { ArgumentError } from '@tidegate/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsToNumber, numberToBits } from './bits.js';

describe('numberToBits', () => {
  it('puts the least significant bit first', () => {
    expect(numberToBits(6, 4)).toEqual([0, 1, 1, 0]);
    expect(numberToBits(82, 8)).toEqual([0, 1, 0, 0, 1, 0, 1, 0]);
    expect(numberToBits(0, 1)).toEqual([0]);
    expect(numberToBits(2 ** 31, 32)).toEqual([...new Array(31).fill(0), 1]);
  });

  it('is undone by bitsToNumber, at every width', () => {
    const valueAndWidth = fc
      .integer({ min: 1, max: 32 })
      .chain((bits) => fc.tuple(fc.integer({ min: 0, max: 2 ** bits - 1 }), fc.constant(bits)));
    fc.assert(
      fc.property(valueAndWidth, ([value, bits]) => {
        const digits = numberToBits(value, bits);
        expect(digits).toHaveLength(bits);
        expect(bitsToNumber(digits)).toBe(value);
      }),
    );
    for (let bits = 1; bits <= 32; bits++) {
      expect(numberToBits(2 ** bits - 1, bits)).toEqual(new Array(bits).fill(1));
      expect(bitsToNumber(new Array(bits).fill(1))).toBe(2 ** bits - 1);
    }
  });

  it.each([
    [8, 3, 'value must be at most 7 to fit in 3 bits'],
    [2 ** 32, 32, 'value must be at most 4294967295'],
    [-1, 8, 'value must be a whole number of at least 0'],
    [1.5, 8, 'value must be a whole number'],
    [Number.NaN, 8, 'value must be a whole number'],
    [1, 0, 'bits must be a whole number from 1 to 32'],
    [1, 33, 'bits must be a whole number from 1 to 32'],
  ])('refuses %d in %d bits', (value, bits, message) => {
    expect(() => numberToBits(value, bits)).toThrow(ArgumentError);
    expect(() => numberToBits(value, bits)).toThrow(message);
  });
});

describe('bitsToNumber', () => {
  it('reads typed arrays', () => {
    expect(bitsToNumber(Float32Array.of(1, 0, 1))).toBe(5);
  });

  it.each([
    [[0, 0.9], 'bits[1] must be 0 or 1'],
    [[2], 'bits[0] must be 0 or 1'],
    [[], 'bits.length must be a whole number from 1 to 32'],
    [new Array(33).fill(0), 'bits.length must be a whole number from 1 to 32'],
  ])('refuses %j', (bits, message) => {
    expect(() => bitsToNumber(bits)).toThrow(ArgumentError);
    expect(() => bitsToNumber(bits)).toThrow(message);
  });
});
