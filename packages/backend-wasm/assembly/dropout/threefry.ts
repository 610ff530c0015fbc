/**
 * The first words of Threefry-2x32 with 20 rounds for four counters `[c, 0]`, the same as `threefry2x32` of `@tidegate/core`.
 *
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export function threefryWords(k0: i32, k1: i32, counters: v128): v128 {
  let x0 = i32x4.add(counters, i32x4.splat(k0));
  let x1 = i32x4.splat(k1);
  let first = k1;
  let second = 0x1bd11bda ^ k0 ^ k1;
  let third = k0;
  for (let group = 1; group <= 5; group++) {
    const odd = group & 1;
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, odd ? 13 : 17), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, odd ? 15 : 29), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, odd ? 26 : 16), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, odd ? 6 : 24), x0);
    x0 = i32x4.add(x0, i32x4.splat(first));
    x1 = i32x4.add(x1, i32x4.splat(second + group));
    const next = second;
    second = third;
    third = first;
    first = next;
  }
  return x0;
}

function rotate(words: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(words, bits), i32x4.shr_u(words, 32 - bits));
}
