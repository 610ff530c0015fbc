import { removeBackend } from '@tensorflow/tfjs-core';
import { readMarked, trainOn, writeMarked, writeNoise } from './keep-checkpoints.js';
import { learnAddition } from './learn-addition.js';
import { trainAdder } from './train-adder.js';

function trainInWorker(options) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('value' in data ? resolve(data.value) : reject(new Error(data.error)));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(options);
  }).finally(() => worker.terminate());
}

/** What the tests call. */
globalThis.app = { trainAdder, trainInWorker, learnAddition, removeBackend, trainOn, writeMarked, writeNoise, readMarked };
