import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { backend, memory } from '@tensorflow/tfjs-core';

export interface MemoryUse {
  readonly tensors: number;
  readonly tensorBytes: number;
  /** Of the memory that the compiled kernels work in. */
  readonly wasmBytes: number;
  /** Of the whole process, after the garbage is collected. */
  readonly residentBytes: number;
}

/** What the active backend, which must be a WASM one, and the process hold now. */
export function memoryUse(): MemoryUse {
  collectGarbage();
  const { numTensors: tensors, numBytes: tensorBytes } = memory();
  const { memorySpace } = backend() as unknown as { readonly memorySpace: { readonly bytes: number } };
  return { tensors, tensorBytes, wasmBytes: memorySpace.bytes, residentBytes: process.memoryUsage.rss() };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
