import { proxy, type Remote, releaseProxy, wrap } from 'comlink';

/** A worker whose functions are called as if they were here; each call gives a promise. */
export interface OpenWorker<Api> {
  readonly api: Remote<Api>;
  /** Ends it at once, with its threads and its memory. */
  close(): void;
}

/**
 * Talks to a worker that exposes `Api` with comlink. The policy of a page, which lets nothing go elsewhere, holds in workers that begin in
 * the page itself and not in those that are fetched; hence a line in the page fetches the rest.
 *
 * @param address what `import address from './worker.ts?worker&url'` gives
 * @param onFailure what is told a worker that could not be loaded, or that failed outside of a call
 */
export function openWorker<Api>(address: string, onFailure: (reason: string) => void): OpenWorker<Api> {
  const line = `import ${JSON.stringify(new URL(address, location.href).href)};`;
  const start = URL.createObjectURL(new Blob([line], { type: 'text/javascript' }));
  const worker = new Worker(start, { type: 'module' });
  worker.addEventListener('error', (event) => onFailure(event.message || 'the worker could not be loaded'));
  const api = wrap<Api>(worker);
  return {
    api,
    close() {
      (api as Remote<unknown> & { [releaseProxy](): void })[releaseProxy]();
      worker.terminate();
      URL.revokeObjectURL(start);
    },
  };
}

/** A function that a worker may call. */
export const callback = <Of extends (...args: never[]) => void>(of: Of): Of => proxy(of) as unknown as Of;
