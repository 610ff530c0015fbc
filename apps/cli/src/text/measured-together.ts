import type { ProcessGroup } from '@tidegate/training';
import { alone } from '../distributed/processes.js';
import { together } from '../distributed/together.js';
import { Interruption } from '../errors/interruption.js';

/**
 * Lets each process measure its part, and waits for all: what they have counted can be added up then.
 *
 * @throws Interruption in all of them, if the user interrupts one; as `together`, if one fails
 */
export function measuredTogether(group: ProcessGroup, measure: () => Promise<void>): Promise<void> {
  return together({ ...alone, group, isFirst: group.rank === 0 }, measure);
}

/** @throws Interruption in all processes, if one is interrupted */
export function interruptedTogether(group: ProcessGroup, isInterrupted: boolean): Promise<void> {
  return measuredTogether(group, async () => {
    if (isInterrupted) throw new Interruption();
  });
}
