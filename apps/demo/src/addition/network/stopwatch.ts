/** Seconds that something ran, its pauses left out. */
export interface Stopwatch {
  run(): void;
  halt(): void;
  seconds(): number;
}

/** @param now milliseconds */
export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let before = 0;
  let since: number | undefined;
  const elapsed = (): number => before + (since === undefined ? 0 : now() - since);
  return {
    run() {
      since ??= now();
    },
    halt() {
      before = elapsed();
      since = undefined;
    },
    seconds: () => elapsed() / 1000,
  };
}
