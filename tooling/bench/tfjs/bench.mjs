/**
 * Times training steps of one case in tfjs-layers on the WebAssembly backend of TensorFlow.js, on request: for each line `STEPS` on
 * standard input, a line of JSON with milliseconds. The first line out says which version this is; a case that cannot be trained gives
 * a line with the error.
 *
 * Usage: bench.mjs CASE
 */
import { createInterface } from 'node:readline';
import '@tidegate/tfjs-gradients';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend, version_core as version } from '@tensorflow/tfjs-core';
import { createCase } from './cases.mjs';

const say = (line) => console.log(JSON.stringify(line));

await setBackend('wasm');
await ready();
const { model, inputs, targets } = createCase(process.argv[2]);
say({ version: `tfjs-layers ${version}, wasm` });

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const milliseconds = [];
    for (let step = 0; step < Number(line); step++) {
      const start = performance.now();
      await model.trainOnBatch(inputs, targets);
      milliseconds.push(performance.now() - start);
    }
    say({ milliseconds, peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) });
  }
} catch (error) {
  say({ error: `cannot be trained: ${error.message.split('\n')[0]}` });
}
