import { openWorker } from '../../compute/open-worker.js';
import type { SystemName } from '../bench-names.js';
import ours from './our-worker.ts?worker&url';
import type { OpenTimer } from './race-case.js';
import type { StepTimer } from './step-timer.js';
import stock from './stock-worker.ts?worker&url';

const addresses: Readonly<Record<SystemName, string>> = { ours, stock };

/** A worker for the library; both name their backends alike, so that they cannot share one. */
export function openTimer(system: SystemName): OpenTimer {
  let isOpen = true;
  let fail: (reason: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Where nobody waits for it any more, it is no news.
  failed.catch(() => undefined);
  const { api, close } = openWorker<StepTimer>(addresses[system], (reason) => fail(new Error(reason)));
  return {
    timer: api as unknown as StepTimer,
    failed,
    close() {
      if (isOpen) close();
      isOpen = false;
    },
  };
}
