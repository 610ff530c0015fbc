import { getBackend, getKernel, ready, registerKernel, setBackend } from '@tensorflow/tfjs-core';
import type { ActiveBackend, BackendAdapter, BackendRefusal } from '../contracts/backend.js';
import { NoBackendError } from '../errors/no-backend-error.js';

/**
 * Starts the first adapter that works on this machine and makes it the active TensorFlow.js backend.
 *
 * @throws NoBackendError when none works; it lists the reason of each
 */
export async function useBackend(adapters: readonly BackendAdapter[]): Promise<ActiveBackend> {
  const refusals: BackendRefusal[] = [];
  for (const adapter of adapters) {
    const reason = await start(adapter);
    if (reason === undefined) return { name: adapter.name, adapter, refusals };
    refusals.push({ name: adapter.name, reason });
  }
  throw new NoBackendError(refusals);
}

/** Returns why the adapter did not start, or nothing if it did. */
async function start(adapter: BackendAdapter): Promise<string | undefined> {
  try {
    const support = await adapter.isSupported();
    if (!support.supported) return support.reason;
    await adapter.load();
    registerKernels(adapter);
    const started = await setBackend(adapter.name);
    await ready();
    // TensorFlow.js falls back to another backend in silence when one fails to start.
    if (started && getBackend() === adapter.name) return undefined;
    return `TensorFlow.js fell back to "${getBackend()}" when "${adapter.name}" was asked for`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function registerKernels({ kernels }: BackendAdapter): void {
  for (const kernel of kernels) {
    if (!getKernel(kernel.kernelName, kernel.backendName)) registerKernel(kernel);
  }
}
