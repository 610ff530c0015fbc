import { ArgumentError, assertInteger } from '@tidegate/core';

/** The longest numbers, in bits. */
const maximumBits = 32;

/** @throws ArgumentError unless `bits` is a whole number from 1 to 32 */
export function assertBits(caller: string, bits: number): void {
  assertInteger(caller, 'bits', bits, 1, maximumBits);
}

/**
 * The binary digits of an unsigned number, the least significant first: `numberToBits(6, 4)` is `[0, 1, 1, 0]`.
 *
 * @param value a whole number from 0 to 2^bits - 1
 * @param bits how many digits, from 1 to 32
 * @throws ArgumentError if `value` does not fit in `bits` digits
 */
export function numberToBits(value: number, bits: number): number[] {
  assertBits('numberToBits', bits);
  assertInteger('numberToBits', 'value', value, 0);
  if (value >= 2 ** bits) {
    throw new ArgumentError('numberToBits', 'value', value, `at most ${2 ** bits - 1} to fit in ${bits} bits (use more bits)`);
  }
  return Array.from({ length: bits }, (_, position) => (value >>> position) & 1);
}

/**
 * The unsigned number that binary digits stand for, the least significant first: `bitsToNumber([0, 1, 1, 0])` is 6.
 *
 * @param bits from 1 to 32 digits, each 0 or 1
 * @throws ArgumentError if there are more or fewer, or a digit is something else
 */
export function bitsToNumber(bits: ArrayLike<number>): number {
  assertInteger('bitsToNumber', 'bits.length', bits.length, 1, maximumBits);
  let value = 0;
  for (let position = bits.length - 1; position >= 0; position--) {
    const digit = bits[position];
    if (digit !== 0 && digit !== 1) throw new ArgumentError('bitsToNumber', `bits[${position}]`, digit, '0 or 1 (round predictions first)');
    value = 2 * value + digit;
  }
  return value;
}
