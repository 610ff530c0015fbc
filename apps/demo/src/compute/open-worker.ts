import { proxy, type Remote, releaseProxy, wrap } from 'comlink';

/** A worker whose functions are called as if they were here; each call gives a promise. */
export interface OpenWorker<Api> {
  readonly api: Remote<Api>;
  /** Ends it at once, with its threads and its memory. */
  close(): void;
}

/**
 * Talks to a worker that exposes `Api` with comlink.
 *
 * @param create must hold `new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })` as it stands, for Vite to see it
 * @param onFailure what is told a worker that could not be loaded, or that failed outside of a call
 */
export function openWorker<Api>(create: () => Worker, onFailure: (reason: string) => void): OpenWorker<Api> {
  const worker = create();
  worker.addEventListener('error', (event) => onFailure(event.message || 'the worker could not be loaded'));
  const api = wrap<Api>(worker);
  return {
    api,
    close() {
      (api as Remote<unknown> & { [releaseProxy](): void })[releaseProxy]();
      worker.terminate();
    },
  };
}

/** A function that a worker may call. */
export const callback = <Of extends (...args: never[]) => void>(of: Of): Of => proxy(of) as unknown as Of;
