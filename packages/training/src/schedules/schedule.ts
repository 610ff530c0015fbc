import { assertNumber } from '@tidegate/core';

/**
 * The learning rate as a function of time.
 *
 * @param completed updates made so far: 0 when the first one is due
 */
export type Schedule = (completed: number) => number;

/**
 * One learning rate for all steps.
 *
 * @throws ArgumentError if it is negative
 */
export function constant(rate: number): Schedule {
  assertNumber('constant', 'rate', rate, { least: 0 });
  return () => rate;
}
