import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import type { BackendAdapter } from '@tidegate/core';
import { type AdapterOptions, findAdapter, type WebgpuDetails } from './device/find-adapter.js';
import { openDevice } from './device/open-device.js';
import { kernels } from './kernels.js';
import { adaptStockKernels } from './stock-kernels.js';
import type { WebgpuTensors } from './tensors/webgpu-tensors.js';

export type { WebgpuDetails } from './device/find-adapter.js';

export interface WebgpuBackendOptions {
  /** Whether an adapter that computes on the processor will do, such as SwiftShader; default: no, other backends are faster then. */
  readonly software?: boolean | undefined;
  /** Which GPU, on a machine with two; default: the faster one. */
  readonly powerPreference?: 'high-performance' | 'low-power' | undefined;
}

export interface WebgpuBackendAdapter extends BackendAdapter {
  /** What `isSupported` or `load` has found; empty before. */
  details(): Partial<WebgpuDetails>;
}

const name = 'webgpu';
/** What runs under this name by our doing. */
let running: WebgpuTensors | undefined;

/**
 * Tidegate's WebGPU backend: that of TensorFlow.js, with the ops of Tidegate as programs of their own. In Node it needs the package
 * `webgpu`, an optional peer, which is loaded when it is first asked for. A device that was lost is replaced by the next `useBackend`; what
 * was on it is gone.
 */
export function createWebgpuBackend({
  software = false,
  powerPreference = 'high-performance',
}: WebgpuBackendOptions = {}): WebgpuBackendAdapter {
  const options: AdapterOptions = { software, powerPreference };
  let details: Partial<WebgpuDetails> = {};
  return {
    name,
    kernels,
    async isSupported() {
      const found = await findAdapter(options);
      if ('reason' in found) return { supported: false, reason: found.reason };
      details = found.details;
      return { supported: true };
    },
    async load() {
      if (running && running.failure === undefined && findBackendFactory(name)) return;
      const found = await findAdapter(options);
      if ('reason' in found) throw new Error(found.reason);
      details = found.details;
      const started = await start(found.adapter, found.details);
      running = started;
      registerBackend(name, () => started);
    },
    details: () => details,
  };
}

/** Tidegate's WebGPU backend on the machine's fastest GPU. */
export const webgpuBackend: WebgpuBackendAdapter = createWebgpuBackend();

async function start(adapter: GPUAdapter, { software }: WebgpuDetails): Promise<WebgpuTensors> {
  const isOurs = running !== undefined;
  if (!isOurs && findBackendFactory(name)) {
    throw new Error('TensorFlow.js has another backend of the name webgpu; do not import @tensorflow/tfjs-backend-webgpu beside this one');
  }
  const { WebgpuTensors } = await import('./tensors/webgpu-tensors.js');
  adaptStockKernels();
  // The stock package registers its own backend when it is first evaluated in a browser, and a lost device of ours is still there.
  if (findBackendFactory(name)) removeBackend(name);
  const device = await openDevice(adapter);
  return WebgpuTensors.on(device, adapter.info, { runsOn: software ? 'processor' : 'gpu', onEnd: () => (running = undefined) });
}
