/** Times training steps of one case in tfjs-layers on the WebAssembly backend of TensorFlow.js. Usage: bench.mjs CASE */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { serveSteps } from './serve-steps.mjs';

await setBackend('wasm');
await ready();
await serveSteps(process.argv[2], 'wasm');
