import type { TrainObserver } from '@tidegate/core';

type Hook = keyof TrainObserver;
type EventOf<Name extends Hook> = Parameters<NonNullable<TrainObserver[Name]>>[0];

/** Tells all observers, one after the other, and says whether any wants to stop. */
export async function notify<Name extends Hook>(observers: readonly TrainObserver[], hook: Name, event: EventOf<Name>): Promise<boolean> {
  let stop = false;
  for (const observer of observers) {
    const answer = await (observer[hook] as ((event: EventOf<Name>) => unknown) | undefined)?.call(observer, event);
    if (answer === 'stop') stop = true;
  }
  return stop;
}
