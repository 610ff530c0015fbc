import { findBackendFactory, getKernelsForBackend, type KernelConfig, registerBackend, registerKernel } from '@tensorflow/tfjs-core';
import { assertOneOf, type BackendAdapter, type BackendDetails } from '@tidegate/core';
import type { Simd } from './binary/binary.js';
import { chooseBinary } from './binary/choose-simd.js';
import { threadCount } from './host/thread-count.js';
import { kernels } from './kernels.js';
import { startRuntime } from './start-runtime.js';

export interface WasmBackendOptions {
  /**
   * Threads that compute, the calling one included; default: one for each core, at most 4. Where memory cannot be shared (a page without
   * cross-origin isolation), there is one whatever is asked for. The result is the same, bit for bit, for any number.
   */
  readonly threads?: number | undefined;
  /** The build: `simd`, or `relaxed` with fused arithmetic, which is faster; default: the best that the engine accepts. */
  readonly simd?: Simd | undefined;
  /** A folder that the `.wasm` files of this package are fetched from, instead of the copies in its modules. */
  readonly binaryUrl?: string | undefined;
}

export interface WasmBackendAdapter extends BackendAdapter {
  details(): Required<BackendDetails>;
}

const name = 'wasm';
/** Adapters that TensorFlow.js knows under this name: another package may have registered one before. */
let registered: WasmBackendAdapter | undefined;

/**
 * Tidegate's own WebAssembly backend with these options. Its threads start with `useBackend`, and end with `removeBackend('wasm')` of
 * TensorFlow.js; a Node process ends without that.
 *
 * @throws ArgumentError if an option is out of range
 */
export function createWasmBackend(options: WasmBackendOptions = {}): WasmBackendAdapter {
  const threads = threadCount(options.threads);
  if (options.simd !== undefined) assertOneOf('createWasmBackend', 'simd', options.simd, ['simd', 'relaxed']);
  let simd: Simd | undefined;
  const adapter: WasmBackendAdapter = {
    name,
    kernels,
    async isSupported() {
      if (typeof WebAssembly !== 'object') return { supported: false, reason: 'this JavaScript engine has no WebAssembly' };
      try {
        await chooseBinary({ ...options, threads });
        return { supported: true };
      } catch (error) {
        return { supported: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    async load() {
      if (findBackendFactory(name)) return assertOurs(adapter);
      const { simd: chosen, bytes } = await chooseBinary({ ...options, threads });
      const createTensors = await startRuntime(bytes, threads);
      simd = chosen;
      registerGeneralKernels(kernels);
      registerBackend(name, () => createTensors(() => (registered = undefined)));
      registered = adapter;
    },
    details: () => ({ threads, simd: simd ?? 'not loaded' }),
  };
  return adapter;
}

/** Tidegate's own WebAssembly backend, with the best build and the usual number of threads. */
export const wasmBackend: WasmBackendAdapter = createWasmBackend();

/** @throws Error if the name is taken by another package, or by an adapter with other options */
function assertOurs(adapter: WasmBackendAdapter): void {
  if (registered === adapter) return;
  throw new Error(
    registered
      ? `a wasm backend with other options runs already (${registered.details().threads} threads); call removeBackend('wasm') of @tensorflow/tfjs-core first`
      : 'TensorFlow.js has another backend of the name wasm; do not import @tensorflow/tfjs-backend-wasm beside this one',
  );
}

/** Every op of TensorFlow.js that has no kernel here runs as the plain-JavaScript backend's, on our tensors. */
function registerGeneralKernels(own: readonly KernelConfig[]): void {
  const ours = new Set(own.map(({ kernelName }) => kernelName));
  for (const kernel of getKernelsForBackend('cpu')) {
    if (!ours.has(kernel.kernelName)) registerKernel({ ...kernel, backendName: name });
  }
}
