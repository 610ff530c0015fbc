import { assertInteger, assertNumber } from '@tidegate/core';
import type { Schedule } from './schedule.js';

export interface CosineDecayOptions {
  /** The learning rate of the first step. */
  readonly initial: number;
  /** Steps until `final` is reached, at least 1. */
  readonly decaySteps: number;
  /** The rate from then on; default 0. */
  readonly final?: number;
}

/**
 * Half a wave of the cosine from `initial` down to `final` (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
 *
 * @throws ArgumentError if an option is out of range
 */
export function cosineDecay({ initial, decaySteps, final = 0 }: CosineDecayOptions): Schedule {
  assertNumber('cosineDecay', 'initial', initial, { least: 0 });
  assertInteger('cosineDecay', 'decaySteps', decaySteps, 1);
  assertNumber('cosineDecay', 'final', final, { least: 0 });
  return (completed) => {
    const share = Math.min(completed / decaySteps, 1);
    return final + ((initial - final) * (1 + Math.cos(Math.PI * share))) / 2;
  };
}
