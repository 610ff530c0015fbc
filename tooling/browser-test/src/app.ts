import type { WasmBackendOptions } from '@tidegate/backend-wasm';
import type { WebgpuBackendOptions } from '@tidegate/backend-webgpu';
import type { BackendDetails } from '@tidegate/core';
import type { Page } from 'playwright-core';

/** The backend that the page is to use, with its options. */
export type BackendChoice = { readonly wasm: WasmBackendOptions } | { readonly webgpu: WebgpuBackendOptions };

export type Training = BackendChoice & { readonly steps?: number };

/** What `trainAdder` of the page gives. */
export interface Trained {
  readonly details: BackendDetails;
  readonly losses: readonly number[];
}

export type Lesson = BackendChoice & { readonly seed: number };

/** What `learnAddition` of the page gives. */
export interface Learned {
  readonly details: BackendDetails;
  readonly loss: number;
  readonly exactSums: number;
  readonly pairs: number;
}

/** What `trainOn` of the page gives. */
export interface TrainedOn {
  /** The checkpoint that it went on from; null for a new start. */
  readonly from: string | null;
  readonly weights: readonly number[];
}

/** What the page puts into its global scope. */
export interface App {
  trainOn(training: { readonly database: string; readonly steps: number }): Promise<TrainedOn>;
  writeMarked(writing: { readonly database: string; readonly marks: readonly number[]; readonly megabytes: number }): Promise<void>;
  writeNoise(writing: { readonly database: string; readonly megabytes: number }): Promise<void>;
  /** The mark of each checkpoint; null of one that has not all bytes of one mark. */
  readMarked(database: string): Promise<Readonly<Record<string, number | null>>>;
  trainAdder(training: Training): Promise<Trained>;
  trainInWorker(training: Training): Promise<Trained>;
  learnAddition(lesson: Lesson): Promise<Learned>;
  removeBackend(name: string): void;
}

/** Trains in a page, on its main thread or in a worker of its own. */
export function trainIn(page: Page, where: 'main thread' | 'worker', training: Training): Promise<Trained> {
  return page.evaluate(
    ([inWorker, given]) => {
      const { app } = globalThis as unknown as { app: App };
      return inWorker ? app.trainInWorker(given) : app.trainAdder(given);
    },
    [where === 'worker', training] as const,
  );
}

/** Trains the whole adder on the page's main thread. */
export function learnIn(page: Page, lesson: Lesson): Promise<Learned> {
  return page.evaluate((given) => (globalThis as unknown as { app: App }).app.learnAddition(given), lesson);
}

/** Ends the backend of the page's main thread. */
export function removeBackend(page: Page, name: string): Promise<void> {
  return page.evaluate((given) => (globalThis as unknown as { app: App }).app.removeBackend(given), name);
}
