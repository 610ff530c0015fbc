import type { Remote } from 'comlink';
import { chosenBackend, hasNoBackend, runningBackend } from '../../compute/backend-state.js';
import { openWorker } from '../../compute/open-worker.js';
import type { ClassifyApi } from '../worker.js';
import address from '../worker.ts?worker&url';
import { failure } from './page-state.js';

interface Link {
  readonly api: Remote<ClassifyApi>;
  /** Whatever was asked is given up. */
  close(): void;
  /** Fulfilled when it is closed. */
  readonly closed: Promise<void>;
}

let link: Link | undefined;

/**
 * Opens a worker on the backend that is chosen, in the place of the one before.
 *
 * @returns whether it runs
 */
export async function openLink(): Promise<boolean> {
  closeLink();
  runningBackend.value = undefined;
  hasNoBackend.value = false;
  const opened: Link = openOne((reason) => {
    if (link === opened) failure.value = reason;
  });
  link = opened;
  const running = await talkTo((api) => api.start(chosenBackend.peek()));
  if (link === opened) hasNoBackend.value = running === undefined;
  if (running) runningBackend.value = running;
  return running !== undefined;
}

export function closeLink(): void {
  link?.close();
  link = undefined;
}

/**
 * Asks the worker something. What goes wrong stands on the page.
 *
 * @returns nothing if it went wrong, or the worker was closed before it answered
 */
export async function talkTo<Answer>(ask: (api: Remote<ClassifyApi>) => Promise<Answer>): Promise<Answer | undefined> {
  const asked = link;
  if (!asked) return undefined;
  try {
    const answer = await Promise.race([ask(asked.api), asked.closed]);
    return link === asked ? (answer as Answer) : undefined;
  } catch (error) {
    if (link === asked) failure.value = reasonOf(error);
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function openOne(onFailure: (reason: string) => void): Link {
  const worker = openWorker<ClassifyApi>(address, onFailure);
  let end = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    api: worker.api,
    closed,
    close() {
      worker.close();
      end();
    },
  };
}
