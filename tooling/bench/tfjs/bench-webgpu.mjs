/** Times training steps of one case in tfjs-layers on the stock WebGPU backend of TensorFlow.js, through Dawn. Usage: bench-webgpu.mjs CASE */
import '@tensorflow/tfjs-backend-cpu';
import { backend, getBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import { watchDevice } from '@tidegate/bench-cases/tfjs-layers';
import { create, globals } from 'webgpu';
import { serveSteps } from './serve-steps.mjs';

/** The backend registers itself only where a browser would have a GPU. */
async function startBackend() {
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
  if (!(await gpu.requestAdapter())) throw new Error('there is no GPU that WebGPU can use');
  await import('@tensorflow/tfjs-backend-webgpu');
  await setBackend('webgpu');
  await ready();
  // Another backend takes the place of one that fails to start.
  if (getBackend() !== 'webgpu') throw new Error('the backend webgpu did not start');
}

try {
  await startBackend();
} catch (error) {
  console.log(JSON.stringify({ error: error.message }));
  process.exit();
}
const { device } = backend();
const { vendor, architecture, description } = device.adapterInfo;
await serveSteps(process.argv[2], `webgpu, ${[vendor, architecture, description].filter(Boolean).join(', ')}`, watchDevice(device));
// Dawn keeps a process alive.
process.exit();
