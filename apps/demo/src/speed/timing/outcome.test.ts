import { expect, it } from 'vitest';
import { type Outcome, ratioOf } from './outcome.js';

const timed = (milliseconds: number): Outcome => ({ kind: 'timed', steps: 3, milliseconds });

it('a ratio says how many times as long stock takes, and whether that is the least it can be', () => {
  expect(ratioOf({ ours: timed(2), stock: timed(9) })).toEqual({ times: 4.5, isLeast: false });
  expect(ratioOf({ ours: timed(2), stock: { kind: 'slow', seconds: 20 } })).toEqual({ times: 10_000, isLeast: true });
  expect(ratioOf({ ours: timed(2), stock: { kind: 'unable', reason: '' } })).toBeUndefined();
  expect(ratioOf({ ours: { kind: 'slow', seconds: 20 }, stock: timed(9) })).toBeUndefined();
  expect(ratioOf({})).toBeUndefined();
});
