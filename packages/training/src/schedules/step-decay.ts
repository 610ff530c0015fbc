import { ArgumentError, assertInteger, assertNumber } from '@tidegate/core';
import type { Schedule } from './schedule.js';

export interface StepDecayOptions {
  /** The learning rate of the first step. */
  readonly initial: number;
  /** The numbers of completed steps after which the rate drops, rising. */
  readonly milestones: readonly number[];
  /** What the rate is multiplied by at each milestone, from 0 to 1; default 0.1. */
  readonly factor?: number;
}

/**
 * A rate that drops at milestones: `stepDecay({ initial: 1, milestones: [100, 150] })` is 1 for 100 steps, 0.1 for 50, then 0.01.
 *
 * @throws ArgumentError if an option is out of range
 */
export function stepDecay({ initial, milestones, factor = 0.1 }: StepDecayOptions): Schedule {
  assertNumber('stepDecay', 'initial', initial, { least: 0 });
  assertNumber('stepDecay', 'factor', factor, { least: 0, most: 1 });
  for (const milestone of milestones) assertInteger('stepDecay', 'milestones', milestone, 1);
  if (milestones.some((milestone, index) => index > 0 && milestone <= (milestones[index - 1] as number))) {
    throw new ArgumentError('stepDecay', 'milestones', milestones, 'in rising order');
  }
  return (completed) => initial * factor ** milestones.filter((milestone) => completed >= milestone).length;
}
