import { createPause, runningBackend } from '@tidegate/core';

/**
 * Gives way to timers, input and messages once in each interval. Where the device works on by itself, it is waited for as often, and more
 * often when it needs longer than an interval for what it was given in one: what it still has to do stays short, so that training can be
 * stopped, and what it uses stays small.
 *
 * @param interval milliseconds
 * @returns to be called after each batch: a promise to wait for, or nothing while it is too soon. The promise rejects with what went wrong
 *   on the device
 */
export function createPace(interval: number): () => Promise<void> | undefined {
  const pause = createPause(interval);
  let start = performance.now();
  let batches = 0;
  /** What the device does in one interval, as it was last seen. */
  let most = Number.POSITIVE_INFINITY;

  const settle = async (settled: Promise<void>): Promise<void> => {
    await settled;
    const now = performance.now();
    most = Math.max(1, Math.floor((batches * interval) / Math.max(now - start, Number.EPSILON)));
    batches = 0;
    start = now;
    await pause();
  };
  return () => {
    const backend = runningBackend();
    if (!backend.settle) return pause();
    batches++;
    if (batches < most && performance.now() - start < interval) return undefined;
    return settle(backend.settle());
  };
}
