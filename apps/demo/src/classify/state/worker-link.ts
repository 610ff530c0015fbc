import type { Remote } from 'comlink';
import { chosenBackend, showBackend } from '../../compute/backend-state.js';
import { type OpenWorker, openWorker } from '../../compute/open-worker.js';
import type { ClassifyApi } from '../worker.js';
import address from '../worker.ts?worker&url';
import { failure } from './page-state.js';

let link: OpenWorker<ClassifyApi> | undefined;

/**
 * Opens a worker on the backend that is chosen, in the place of the one before.
 *
 * @returns whether it runs
 */
export async function openLink(): Promise<boolean> {
  closeLink();
  const opened = openWorker<ClassifyApi>(address, (reason) => {
    if (link === opened) failure.value = reason;
  });
  link = opened;
  const running = await talkTo((api) => showBackend(() => api.start(chosenBackend.peek())));
  return running !== undefined;
}

export function closeLink(): void {
  const before = link;
  link = undefined;
  before?.close();
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
    const answer = await ask(asked.api);
    return link === asked ? answer : undefined;
  } catch (error) {
    if (link === asked) failure.value = reasonOf(error);
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
