import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { WasmExports } from '#binaries/exports';
import { builtin } from './host/builtin.js';
import { outOfMemory } from './memory/out-of-memory.js';
import { WasmMemory } from './memory/wasm-memory.js';
import { startWorkers } from './threads/start-workers.js';

/** Pages of 64 KiB at the start, and at most: what the builds were made for. */
const initialPages = 16;
const maximumPages = 65_536;

/**
 * Compiles a build, starts its threads, and gives what makes the backend of TensorFlow.js on them.
 */
export async function startRuntime(bytes: Uint8Array<ArrayBuffer>, threads: number): Promise<(onEnd: () => void) => KernelBackend> {
  // The module registers the plain-JavaScript backend, whose kernels are used, when it is first evaluated.
  const { WasmTensors } = await import('./tensors/wasm-tensors.js');
  const shared = threads > 1;
  const memory = new WebAssembly.Memory({ initial: initialPages, maximum: maximumPages, shared });
  const module = await compile(bytes);
  const instance = await WebAssembly.instantiate(module, { env: { memory, abort } });
  const exports = instance.exports as unknown as WasmExports;
  const control = exports.startThreads(threads, mayBlock());
  try {
    if (shared) await startWorkers(threads - 1, { module, memory, control });
  } catch (error) {
    exports.stopThreads();
    throw error;
  }
  return (onEnd) =>
    new WasmTensors(new WasmMemory(memory, exports), () => {
      exports.stopThreads();
      onEnd();
    });
}

/** The bytes are valid: what keeps them from being compiled is the page. */
async function compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason} (the Content-Security-Policy of a page must allow "script-src 'wasm-unsafe-eval'")`, { cause: error });
  }
}

/** Whether this thread may sleep while others compute: the main thread of a page may not. */
function mayBlock(): boolean {
  return builtin('node:worker_threads') !== undefined || !('document' in globalThis);
}

/** Called by the allocator of the compiled kernels, the only one that aborts. */
function abort(): never {
  throw outOfMemory();
}
