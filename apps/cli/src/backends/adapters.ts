import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { createWebgpuBackend } from '@tidegate/backend-webgpu';
import type { BackendAdapter } from '@tidegate/core';
import { wherePossible } from './where-possible.js';

export interface AdapterOptions {
  /** Threads of a backend that has more than one; default: its own choice. */
  readonly threads?: number | undefined;
  /** Whether the backends are asked for by name: a GPU that is only a program on the processor will do then. */
  readonly byName?: boolean;
}

/** The backends of this version, the preferred one first. A new backend is one more line here. */
export function createAdapters({ threads, byName = false }: AdapterOptions = {}): readonly BackendAdapter[] {
  return [
    byName ? createWebgpuBackend({ software: true }) : wherePossible(createWebgpuBackend()),
    createWasmBackend({ threads }),
    cpuBackend,
  ];
}

export const backendNames = createAdapters().map(({ name }) => name);
