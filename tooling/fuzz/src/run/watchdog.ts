import { Worker } from 'node:worker_threads';

/** Runs beside the thread that it watches, which has no time for timers while it hangs. */
const script = `
  const { writeSync } = require('node:fs');
  const { workerData: { shared, seed, patience } } = require('node:worker_threads');
  const current = new Int32Array(shared);
  let [last, since] = [-1, Date.now()];
  setInterval(() => {
    const index = Atomics.load(current, 0);
    if (index !== last) [last, since] = [index, Date.now()];
    else if (Date.now() - since > patience) {
      writeSync(2, 'case ' + index + ' of seed ' + seed + ' does not end; TIDEGATE_FUZZ_CASE=' + index + ' does it again\\n');
      process.kill(process.pid, 'SIGKILL');
    }
  }, patience / 10);
`;

export interface Watchdog {
  /** A case begins. */
  at(index: number): void;
  end(): Promise<unknown>;
}

/**
 * Ends the process, after saying which case it was, where a case does not end: nothing else could.
 *
 * @param patience milliseconds
 */
export function watchdog(seed: number, patience: number): Watchdog {
  const shared = new SharedArrayBuffer(4);
  const current = new Int32Array(shared);
  const worker = new Worker(script, { eval: true, execArgv: [], workerData: { shared, seed, patience } });
  worker.unref();
  return {
    at: (index) => void Atomics.store(current, 0, index),
    end: () => worker.terminate(),
  };
}
