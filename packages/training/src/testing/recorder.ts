import type { StepEnd, TrainObserver } from '@tidegate/core';

/** The events of all steps, as an observer. */
export function recorder(): TrainObserver & { readonly events: StepEnd[] } {
  const events: StepEnd[] = [];
  return {
    events,
    onStepEnd(event) {
      events.push(event);
    },
  };
}
