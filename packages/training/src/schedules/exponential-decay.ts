import { assertInteger, assertNumber } from '@tidegate/core';
import type { Schedule } from './schedule.js';

export interface ExponentialDecayOptions {
  /** The learning rate of the first step. */
  readonly initial: number;
  /** What the rate is multiplied by over each `decaySteps` steps, from 0 to 1. */
  readonly decayRate: number;
  /** At least 1. */
  readonly decaySteps: number;
  /** Decays at once at every multiple of `decaySteps`, not a little at each step; default false. */
  readonly staircase?: boolean;
}

/**
 * `initial * decayRate ^ (completed / decaySteps)`, the exponent rounded down if `staircase`.
 *
 * @throws ArgumentError if an option is out of range
 */
export function exponentialDecay({ initial, decayRate, decaySteps, staircase = false }: ExponentialDecayOptions): Schedule {
  assertNumber('exponentialDecay', 'initial', initial, { least: 0 });
  assertNumber('exponentialDecay', 'decayRate', decayRate, { least: 0, most: 1 });
  assertInteger('exponentialDecay', 'decaySteps', decaySteps, 1);
  return (completed) => {
    const periods = completed / decaySteps;
    return initial * decayRate ** (staircase ? Math.floor(periods) : periods);
  };
}
