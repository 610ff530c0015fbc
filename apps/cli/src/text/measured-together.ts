import { type ProcessGroup, sumOver } from '@tidegate/training';
import { Interruption } from '../errors/interruption.js';

/**
 * Lets each process measure its part, and waits for all: what they have counted can be added up then.
 *
 * @throws Interruption in all of them, if the user interrupts one
 */
export async function measuredTogether(group: ProcessGroup, measure: () => Promise<void>): Promise<void> {
  let isInterrupted = false;
  try {
    await measure();
  } catch (error) {
    // The others would wait for this one forever.
    if (!(error instanceof Interruption)) throw error;
    isInterrupted = true;
  }
  await interruptedTogether(group, isInterrupted);
}

/** @throws Interruption in all processes, if one is interrupted */
export async function interruptedTogether(group: ProcessGroup, isInterrupted: boolean): Promise<void> {
  const [interrupted] = await sumOver(group, [isInterrupted ? 1 : 0]);
  if (interrupted !== 0) throw new Interruption();
}
