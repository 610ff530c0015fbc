import { builtin } from '../host/builtin.js';
import { workerSource } from './worker-source.js';

/** What every worker is told; the memory is shared. */
interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where in the memory the threads find each other. */
  readonly control: number;
}

/** Starts workers, which are threads 1, 2, ...; resolves when all of them are at work. */
export async function startWorkers(count: number, start: Start): Promise<void> {
  const startOne = builtin('node:worker_threads') ? startInNode : startInPage;
  await Promise.all(Array.from({ length: count }, (_, index) => startOne({ ...start, thread: index + 1 })));
}

type Told = Start & { readonly thread: number };

function startInNode(told: Told): Promise<void> {
  const { Worker } = builtin('node:worker_threads') as typeof import('node:worker_threads');
  return new Promise((resolve, reject) => {
    // Without the options of this process, which may say how its own main script is to be read.
    const worker = new Worker(workerSource, { eval: true, execArgv: [], name: `tidegate ${told.thread}` });
    worker.once('message', () => {
      // A process that forgets to stop its threads ends all the same.
      worker.unref();
      resolve();
    });
    worker.once('error', reject);
    worker.postMessage(told);
  });
}

/** Browsers do not say why they refuse a worker. */
const forbidden = "the Content-Security-Policy of the page must allow 'worker-src blob:'; with threads: 1, none is needed";

function startInPage(told: Told): Promise<void> {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  return new Promise<void>((resolve, reject) => {
    const worker = new Worker(url, { name: `tidegate ${told.thread}` });
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(`a worker could not be started: ${message || forbidden}`));
    worker.postMessage(told);
  }).finally(() => URL.revokeObjectURL(url));
}
