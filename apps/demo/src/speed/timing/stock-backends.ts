import { backend as activeBackend, getBackend, ready, setBackend } from '@tensorflow/tfjs-core';
import { type WatchedDevice, watchDevice } from '@tidegate/bench-cases/tfjs-layers';
import type { BackendName } from '../bench-names.js';
import type { StartedBackend, TimerOptions } from './step-timer.js';

let askDevice: (() => Promise<string | undefined>) | undefined;

/** What the GPU has complained of, if one computes. */
export const stockFailure = async (): Promise<string | undefined> => askDevice?.();

const start: Readonly<Record<BackendName, (threads: number) => Promise<StartedBackend>>> = {
  async wasm(threads) {
    const [{ getThreadsCount, setThreadsCount, setWasmPaths }, { wasmPaths }] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('./stock-wasm-paths.js'),
    ]);
    setWasmPaths(wasmPaths);
    setThreadsCount(threads);
    await activate('wasm');
    return { threads: getThreadsCount() };
  },
  async webgpu() {
    await import('@tensorflow/tfjs-backend-webgpu');
    await activate('webgpu');
    const { device } = activeBackend() as unknown as { readonly device: WatchedDevice };
    askDevice = watchDevice(device);
    return {};
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu');
    await activate('cpu');
    return { threads: 1 };
  },
};

/** Starts a stock backend of TensorFlow.js. */
export function startStockBackend({ backend, threads }: TimerOptions): Promise<StartedBackend> {
  return start[backend](threads);
}

/** @throws Error if another backend would take the place of this one */
async function activate(name: BackendName): Promise<void> {
  await setBackend(name);
  await ready();
  if (getBackend() !== name) throw new Error(`the stock backend ${name} did not start`);
}
