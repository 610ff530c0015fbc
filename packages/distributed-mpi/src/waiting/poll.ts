/** Milliseconds of waiting, from the first look on: how often to look, and how often to let the event loop turn. */
const spinning = 0.2;
const yielding = 5;
const turnEvery = 0.2;
const nap = 0.1;

/** Nobody ever wakes it: a wait for it is a sleep. */
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Looks until something is done: without a pause at first, since processes that work alike come together within microseconds; then with
 * turns of the event loop in between, for signals and timers; and then with short sleeps, which leave the processor to those that are late.
 *
 * @param watch is called after each turn of the event loop with the milliseconds waited so far; what it throws ends the waiting
 */
export async function poll(isDone: () => boolean, watch: (waited: number) => void): Promise<void> {
  const start = performance.now();
  let turned = start;
  for (;;) {
    if (isDone()) return;
    const now = performance.now();
    const waited = now - start;
    if (waited < spinning) continue;
    if (waited > yielding) Atomics.wait(never, 0, 0, nap);
    else if (now - turned < turnEvery) continue;
    await oneTurn();
    turned = performance.now();
    watch(turned - start);
  }
}

const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
