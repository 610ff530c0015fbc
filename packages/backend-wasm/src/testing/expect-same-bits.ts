import { expect } from 'vitest';

/** Expects two lists of numbers to be the same, bit for bit. */
export function expectSameBits(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  for (let place = 0; place < expected.length; place++) {
    if (!Object.is(found[place], expected[place])) expect.fail(`element ${place} is ${found[place]}, not ${expected[place]}`);
  }
}
