/**
 * Gives way to timers, input and messages, at most once in each interval: a step may take microseconds, a turn of the event loop longer.
 *
 * @param interval milliseconds
 * @returns a promise to wait for, or nothing while it is too soon
 */
export function createPause(interval: number): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < interval) return undefined;
    return new Promise((resolve) => {
      afterOneTurn(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}

/** Calls back after one turn of the event loop: without the millisecond and more that a timer waits, where the host can do so. */
const afterOneTurn: (callback: () => void) => void =
  (globalThis as { setImmediate?: (callback: () => void) => void }).setImmediate ?? ((callback) => setTimeout(callback));
