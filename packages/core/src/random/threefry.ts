/** Bits by which each of the eight kinds of round rotates. */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const rounds = 20;
const keyParity = 0x1bd11bda;

export type Words = readonly [number, number];

/**
 * Threefry-2x32 with 20 rounds: two words of 32 bits that depend on every bit of the key and of the counter.
 *
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function threefry2x32(key: Words, counter: Words): Words {
  const [k0, k1] = key;
  const schedule = [k0, k1, (keyParity ^ k0 ^ k1) >>> 0] as const;
  let x0 = (counter[0] + k0) | 0;
  let x1 = (counter[1] + k1) | 0;
  for (let round = 0; round < rounds; round++) {
    const bits = rotations[round % 8] as number;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + (schedule[injection % 3] as number)) | 0;
      x1 = (x1 + (schedule[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
}
