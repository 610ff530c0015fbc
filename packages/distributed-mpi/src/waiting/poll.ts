/** Milliseconds after the first look, from which on the processor is given away between two looks, and from which on by a sleep. */
const yieldingFrom = 0.05;
const nappingFrom = 2;

/** Milliseconds of such a sleep, and from one turn of the event loop to the next. */
const nap = 0.1;
const turnEvery = 0.2;

/** Nobody ever wakes it: a wait for it is a sleep. */
const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Looks until something is done: without a pause at first, since processes that work alike come together within microseconds; then letting
 * others run who wait for this processor; and then with short sleeps. Signals and timers are heard all the while.
 *
 * @param yieldProcessor lets another thread run, if one waits
 * @param watch is called after each turn of the event loop with the milliseconds waited so far; what it throws ends the waiting
 */
export async function poll(isDone: () => boolean, yieldProcessor: () => void, watch: (waited: number) => void): Promise<void> {
  const start = performance.now();
  let turned = start;
  for (;;) {
    if (isDone()) return;
    const now = performance.now();
    if (now - start < yieldingFrom) continue;
    if (now - start < nappingFrom) yieldProcessor();
    else Atomics.wait(never, 0, 0, nap);
    if (now - turned < turnEvery) continue;
    await oneTurn();
    turned = performance.now();
    watch(turned - start);
  }
}

const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
