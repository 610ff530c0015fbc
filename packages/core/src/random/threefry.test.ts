import { describe, expect, it } from 'vitest';
import { threefry2x32, type Words } from './threefry.js';

const hex = (words: Words) => words.map((word) => word.toString(16).padStart(8, '0'));

describe('threefry2x32', () => {
  // The known answers that the authors publish with Random123 for threefry2x32 with 20 rounds.
  it.each<[key: Words, counter: Words, answer: string[]]>([
    [
      [0, 0],
      [0, 0],
      ['6b200159', '99ba4efe'],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ['1cb996fc', 'bb002be7'],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      ['c4923a9c', '483df7a0'],
    ],
  ])('answers as published', (key, counter, answer) => {
    expect(hex(threefry2x32(key, counter))).toEqual(answer);
  });

  it('changes about half of the bits for one bit of key or counter', () => {
    const base = threefry2x32([1, 2], [3, 4]);
    for (let bit = 0; bit < 32; bit++) {
      for (const other of [threefry2x32([(1 ^ (1 << bit)) >>> 0, 2], [3, 4]), threefry2x32([1, 2], [3, (4 ^ (1 << bit)) >>> 0])]) {
        const changed = countBits(base[0] ^ other[0]) + countBits(base[1] ^ other[1]);
        expect(changed).toBeGreaterThan(14);
        expect(changed).toBeLessThan(50);
      }
    }
  });
});

function countBits(word: number): number {
  return (word >>> 0).toString(2).replaceAll('0', '').length;
}
