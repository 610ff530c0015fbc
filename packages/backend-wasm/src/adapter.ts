import { findBackendFactory, registerBackend } from '@tensorflow/tfjs-core';
import { assertOneOf, type BackendAdapter, type BackendDetails } from '@tidegate/core';
import type { Simd } from './binary/binary.js';
import { type ChosenBinary, chooseBinary } from './binary/choose-simd.js';
import { registerGeneralKernels } from './general-kernels.js';
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

/** Its threads, and its build: `simd`, `relaxed`, or that it is not chosen yet. */
export type WasmBackendDetails = Required<Pick<BackendDetails, 'threads' | 'simd'>>;

export interface WasmBackendAdapter extends BackendAdapter {
  details(): WasmBackendDetails;
}

const name = 'wasm';
/** What runs under this name by our doing: another package may have registered it before. */
let running: WasmBackendDetails | undefined;
/** The start before: each waits for it, to see what it has done. */
let lastStart: Promise<void> = Promise.resolve();

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
  let choice: Promise<ChosenBinary> | undefined;
  /** Asked for to answer and to start, and fetched once; a failure is forgotten. */
  const choose = async (): Promise<ChosenBinary> => {
    choice ??= chooseBinary({ ...options, threads });
    try {
      return await choice;
    } catch (error) {
      choice = undefined;
      throw error;
    }
  };
  const start = async (): Promise<void> => {
    if (findBackendFactory(name)) {
      simd = assertRuns({ threads, simd: options.simd }).simd as Simd;
      return;
    }
    const { simd: chosen, bytes } = await choose();
    const createTensors = await startRuntime(bytes, threads);
    registerGeneralKernels(name);
    registerBackend(name, () => createTensors(() => (running = undefined)));
    simd = chosen;
    running = { threads, simd };
  };
  return {
    name,
    kernels,
    async isSupported() {
      if (typeof WebAssembly !== 'object') return { supported: false, reason: 'this JavaScript engine has no WebAssembly' };
      try {
        ({ simd } = await choose());
        return { supported: true };
      } catch (error) {
        return { supported: false, reason: error instanceof Error ? error.message : String(error) };
      }
    },
    load() {
      const thisStart = lastStart.then(start);
      lastStart = thisStart.catch(() => undefined);
      return thisStart;
    },
    details: () => ({ threads, simd: simd ?? 'not chosen yet' }),
  };
}

/** Tidegate's own WebAssembly backend, with the best build and the usual number of threads. */
export const wasmBackend: WasmBackendAdapter = createWasmBackend();

/**
 * What runs already, if it fits what is wanted now.
 *
 * @throws Error if another package took the name, or an adapter with other options
 */
function assertRuns(wanted: { readonly threads: number; readonly simd: Simd | undefined }): WasmBackendDetails {
  if (!running) {
    throw new Error('TensorFlow.js has another backend of the name wasm; do not import @tensorflow/tfjs-backend-wasm beside this one');
  }
  if (running.threads === wanted.threads && (wanted.simd ?? running.simd) === running.simd) return running;
  const what = ({ threads, simd }: WasmBackendDetails): string => `threads ${threads}, simd ${simd}`;
  throw new Error(
    `the wasm backend runs with ${what(running)} already, and cannot with ${what({ threads: wanted.threads, simd: wanted.simd ?? running.simd })}; call removeBackend('wasm') of @tensorflow/tfjs-core first`,
  );
}
