/**
 * Gives way to timers, input and messages, at most once in each interval.
 *
 * @param interval milliseconds
 * @returns a promise to wait for, or nothing while it is too soon
 */
export function createPause(interval: number): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < interval) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
