import { proxy, type Remote, releaseProxy, wrap } from 'comlink';

/** A worker whose functions are called as if they were here; each call gives a promise. */
export interface OpenWorker<Api> {
  /** A call that was not answered when the worker is closed, or could not be loaded, is rejected. */
  readonly api: Remote<Api>;
  /** Ends it at once, with its threads and its memory. */
  close(): void;
}

/** A worker was closed before it answered: whoever closed it knows, and nobody else has to. */
export class WorkerClosedError extends Error {
  constructor() {
    super('the worker was closed before it answered');
  }
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
  const remote = wrap<Api>(worker);
  const { api, end } = endable(remote);
  worker.addEventListener('error', (event) => {
    const reason = event.message || 'the worker could not be loaded';
    end(new Error(reason));
    onFailure(reason);
  });
  return {
    api,
    close() {
      end(new WorkerClosedError());
      (remote as Remote<unknown> & { [releaseProxy](): void })[releaseProxy]();
      worker.terminate();
      URL.revokeObjectURL(start);
    },
  };
}

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * The same functions, whose calls are rejected once `end` is called: comlink leaves open what a worker that is gone does not answer.
 */
export function endable<Api extends object>(remote: Api): { readonly api: Api; end(reason: Error): void } {
  const pending = new Set<(reason: Error) => void>();
  let ended: Error | undefined;
  const callOf =
    (call: Call): Call =>
    (...args) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(ended);
          return;
        }
        // Forgotten with the answer: a page asks thousands of times.
        pending.add(reject);
        void call(...args)
          .then(resolve, reject)
          .finally(() => pending.delete(reject));
      });
  return {
    api: new Proxy(remote, { get: (target, name) => (name === 'then' ? undefined : callOf(Reflect.get(target, name) as Call)) }),
    end(reason) {
      ended ??= reason;
      for (const reject of pending) reject(ended);
      pending.clear();
    },
  };
}

/** A function that a worker may call. */
export const callback = <Of extends (...args: never[]) => void>(of: Of): Of => proxy(of) as unknown as Of;
