import { expect } from 'vitest';

/**
 * Expects numbers to agree: each within `tolerance` times the largest expected number, or times `smallestScale` where that is smaller.
 */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  smallestScale = 1,
): void {
  expect(actual.length, `${what}: count`).toBe(expected.length);
  let scale = smallestScale;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i] as number));
  let worst = 0;
  let place = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    // Written so that a difference which is not a number counts as the worst.
    if (!(difference <= worst)) {
      worst = difference;
      place = i;
    }
  }
  expect(worst, `${what}: element ${place} is ${actual[place]}, expected ${expected[place]}`).toBeLessThanOrEqual(tolerance * scale);
}
