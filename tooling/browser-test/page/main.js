import { removeBackend } from '@tensorflow/tfjs-core';
import { trainAdder } from './train-adder.js';

function trainInWorker(options) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('value' in data ? resolve(data.value) : reject(new Error(data.error)));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(options);
  }).finally(() => worker.terminate());
}

/** What the test calls. */
globalThis.app = { trainAdder, trainInWorker, removeBackend };
