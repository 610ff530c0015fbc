import { effect } from '@preact/signals';
import { chosenBackend, showBackend } from '../../compute/backend-state.js';
import { openWorker, WorkerClosedError } from '../../compute/open-worker.js';
import type { Remembering, RememberingRequest } from '../network/remembering.js';
import { type RememberingCell, rememberingCells } from '../network/remembering-cells.js';
import type { GatesWorker } from '../worker.js';
import address from '../worker.ts?worker&url';
import { newestOnly } from './newest-only.js';
import { failure, passRequest, rememberingRequest, showPass } from './page-state.js';
import { showRemembering } from './remembering-state.js';

/**
 * Computes what the page asks for, on the backend that is chosen, and anew when either becomes another.
 *
 * @returns ends it
 */
export function startSession(): () => void {
  return effect(() => {
    const close = openSession(chosenBackend.value);
    return close;
  });
}

function openSession(choice: typeof chosenBackend.value): () => void {
  const fail = (error: unknown): void => {
    if (error instanceof WorkerClosedError) return;
    failure.value = error instanceof Error ? error.message : String(error);
  };
  const { api, close } = openWorker<GatesWorker>(address, fail);
  const askPass = newestOnly({
    run: (request: NonNullable<typeof passRequest.value>) => api.computePass(request),
    onResult: (pass, request) => showPass({ pass, request }),
    onError: fail,
  });
  const askRemembering = newestOnly({
    run: async (request: RememberingRequest) => {
      const norms: Partial<Record<RememberingCell, Remembering>> = {};
      for (const name of rememberingCells) norms[name] = await api.measureRemembering(name, request);
      return norms as Record<RememberingCell, Remembering>;
    },
    onResult: (norms, request) => showRemembering({ norms, request }),
    onError: fail,
  });
  const ends: (() => void)[] = [close];
  let isOpen = true;
  const begin = async (): Promise<void> => {
    await showBackend(() => api.startBackend(choice, 'small'));
    if (!isOpen) return;
    failure.value = undefined;
    ends.push(
      effect(() => {
        if (passRequest.value) askPass(passRequest.value);
      }),
      effect(() => askRemembering(rememberingRequest.value)),
    );
  };
  begin().catch(fail);
  return () => {
    isOpen = false;
    for (const end of ends) end();
  };
}
