import { assertInteger } from '@tidegate/core';
import type { Schedule } from './schedule.js';

/**
 * Rises in a straight line to the first rate of a schedule, then follows the schedule from its start (Goyal et al., arXiv 1706.02677).
 *
 * `warmUp(constant(1), 4)` is 0.25, 0.5, 0.75, 1, 1, ...
 *
 * @param steps steps that the rise takes, at least 1
 * @throws ArgumentError if it takes none
 */
export function warmUp(schedule: Schedule, steps: number): Schedule {
  assertInteger('warmUp', 'steps', steps, 1);
  return (completed) => (completed < steps ? (schedule(0) * (completed + 1)) / steps : schedule(completed - steps));
}
