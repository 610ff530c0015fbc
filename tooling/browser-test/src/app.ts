import type { WasmBackendOptions } from '@tidegate/backend-wasm';
import type { Page } from 'playwright-core';

/** What `trainAdder` of the page gives. */
export interface Trained {
  readonly details: { readonly threads: number; readonly simd: string };
  readonly losses: readonly number[];
}

/** What the page puts into its global scope. */
interface App {
  trainAdder(options: WasmBackendOptions): Promise<Trained>;
  trainInWorker(options: WasmBackendOptions): Promise<Trained>;
  removeBackend(name: string): void;
}

/** Trains in a page, on its main thread or in a worker of its own. */
export function trainIn(page: Page, where: 'main thread' | 'worker', options: WasmBackendOptions): Promise<Trained> {
  return page.evaluate(
    ([inWorker, given]) => {
      const { app } = globalThis as unknown as { app: App };
      return inWorker ? app.trainInWorker(given) : app.trainAdder(given);
    },
    [where === 'worker', options] as const,
  );
}

/** Ends the backend of the page's main thread. */
export function removeBackend(page: Page, name: string): Promise<void> {
  return page.evaluate((given) => (globalThis as unknown as { app: App }).app.removeBackend(given), name);
}
