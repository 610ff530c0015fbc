/** Two words of 32 bits: whole numbers from 0 to 2^32 - 1. */
export type Words = readonly [number, number];

const keyParity = 0x1bd11bda;
/** Rounds in fours: the key is mixed in after each group. */
const groups = 5;

/**
 * Threefry-2x32 with 20 rounds: two words of 32 bits that depend on every bit of the key and of the counter.
 *
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function threefry2x32([k0, k1]: Words, [c0, c1]: Words): Words {
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  // The key's words and their parity take turns; three variables are quicker than an indexed table.
  let first = k1;
  let second = keyParity ^ k0 ^ k1;
  let third = k0;
  for (let group = 1; group <= groups; group++) {
    const odd = group % 2 === 1;
    x0 = (x0 + x1) | 0;
    x1 = rotate(x1, odd ? 13 : 17) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotate(x1, odd ? 15 : 29) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotate(x1, odd ? 26 : 16) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = rotate(x1, odd ? 6 : 24) ^ x0;
    x0 = (x0 + first) | 0;
    x1 = (x1 + second + group) | 0;
    const next = second;
    second = third;
    third = first;
    first = next;
  }
  return [x0 >>> 0, x1 >>> 0];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
