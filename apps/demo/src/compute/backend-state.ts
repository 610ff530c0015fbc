import { batch, signal } from '@preact/signals';
import { remember, remembered } from '../settings/remember.js';
import { type BackendChoice, backendChoices, type RunningBackend } from './backend-choice.js';

const first = remembered('backend');

/** What the visitor has chosen, for all pages. */
export const chosenBackend = signal<BackendChoice>(backendChoices.find((name) => name === first) ?? 'automatic');

/** What runs, once the page's worker has started it. */
export const runningBackend = signal<RunningBackend | undefined>(undefined);

/** Whether none runs because the one that was chosen could not start; the page says why. */
export const hasNoBackend = signal(false);

export function chooseBackend(chosen: BackendChoice): void {
  chosenBackend.value = chosen;
  remember('backend', chosen === 'automatic' ? undefined : chosen);
}

let latest = 0;

/**
 * Shows the backend that the worker of a page starts, or that it could not. What an earlier worker still says is not shown.
 *
 * @throws what `start` throws
 */
export async function showBackend(start: () => Promise<RunningBackend>): Promise<RunningBackend> {
  const mine = ++latest;
  const show = (running: RunningBackend | undefined, hasNone: boolean): void => {
    if (mine !== latest) return;
    batch(() => {
      runningBackend.value = running;
      hasNoBackend.value = hasNone;
    });
  };
  show(undefined, false);
  try {
    const running = await start();
    show(running, false);
    return running;
  } catch (error) {
    show(undefined, true);
    throw error;
  }
}
